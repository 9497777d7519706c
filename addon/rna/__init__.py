"""Generic operations on Blender's data, as `docs/rna.md` describes them.

`allowed.json` is the list of what is open; `reasons` knows why the rest is not, and `review` compares both with the
Blender that runs. A call goes `verbs` → `refs` (what is meant) → `allowlist` (is it open) → Blender → `locate` and
`values` (what to call the result).
"""
