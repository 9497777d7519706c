"""`bpy_extras.anim_utils`: finding the channels of an action."""

from __future__ import annotations

from typing import Any


def action_get_channelbag_for_slot(action: Any, slot: Any) -> Any:
    """The first channels of an action for a slot; None if there are none, or no action or slot."""
    if not action or not slot:
        return None
    for layer in action.layers:
        for strip in layer.strips:
            channels = strip.channelbag(slot)
            if channels:
                return channels
    return None


def action_get_first_suitable_slot(action: Any, target_id_type: str) -> Any:
    """The first slot of an action for a type of data-block."""
    slots = action.slots if action else ()
    return next((slot for slot in slots if slot.target_id_type in ("UNSPECIFIED", target_id_type)), None)


def action_ensure_channelbag_for_slot(action: Any, slot: Any) -> Any:
    """The channels of a slot, in a layer and a strip that are made if need be."""
    layer = action.layers[0] if len(action.layers) else action.layers.new("Layer")
    strip = layer.strips[0] if len(layer.strips) else layer.strips.new(type="KEYFRAME")
    return strip.channelbag(slot, ensure=True)


def animdata_get_channelbag_for_assigned_slot(anim_data: Any) -> Any:
    """The channels that move the data-block of an `AnimData`; None without an action and a slot."""
    if not anim_data or not anim_data.action or not anim_data.action_slot:
        return None
    return action_get_channelbag_for_slot(anim_data.action, anim_data.action_slot)
