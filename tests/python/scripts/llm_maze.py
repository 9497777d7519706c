import bpy
import random
import sys
from collections import deque

sys.setrecursionlimit(5000)
random.seed("maze")

W, H = 9, 9

def generate(w, h):
    walls = {(x, y): {'N', 'S', 'E', 'W'} for x in range(w) for y in range(h)}
    seen = {(0, 0)}
    stack = [(0, 0)]
    opposite = dict(N='S', S='N', E='W', W='E')
    delta = dict(N=(0, 1), S=(0, -1), E=(1, 0), W=(-1, 0))
    while stack:
        x, y = stack[-1]
        options = [(d, (x + dx, y + dy)) for d, (dx, dy) in delta.items() if (x + dx, y + dy) in walls and (x + dx, y + dy) not in seen]
        if not options:
            stack.pop()
            continue
        d, nxt = random.choice(options)
        walls[(x, y)].discard(d)
        walls[nxt].discard(opposite[d])
        seen.add(nxt)
        stack.append(nxt)
    return walls

def solve(walls, start, goal):
    delta = dict(N=(0, 1), S=(0, -1), E=(1, 0), W=(-1, 0))
    queue, prev = deque([start]), {start: None}
    while queue:
        cur = queue.popleft()
        if cur == goal:
            break
        for d in "NSEW":
            if d not in walls[cur]:
                n = (cur[0] + delta[d][0], cur[1] + delta[d][1])
                if n not in prev:
                    prev[n] = cur
                    queue.append(n)
    path = []
    while cur is not None:
        path.append(cur)
        cur = prev[cur]
    return path[::-1]

maze = generate(W, H)
path = solve(maze, (0, 0), (W - 1, H - 1))

bpy.ops.wm.read_factory_settings(use_empty=True)

verts, faces = [], []
def wall(x0, y0, x1, y1, t=0.08, h=0.7):
    n = len(verts)
    xa, xb, ya, yb = min(x0, x1) - t, max(x0, x1) + t, min(y0, y1) - t, max(y0, y1) + t
    verts.extend([(xa, ya, 0), (xb, ya, 0), (xb, yb, 0), (xa, yb, 0), (xa, ya, h), (xb, ya, h), (xb, yb, h), (xa, yb, h)])
    for f in ((0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)):
        faces.append([i + n for i in f])

for (x, y), w in sorted(maze.items()):
    if 'N' in w:
        wall(x, y + 1, x + 1, y + 1)
    if 'E' in w:
        wall(x + 1, y, x + 1, y + 1)
    if y == 0 and 'S' in w:
        wall(x, 0, x + 1, 0)
    if x == 0 and 'W' in w:
        wall(0, y, 0, y + 1)

mesh = bpy.data.meshes.new("Maze")
mesh.from_pydata(verts, [], faces)
mesh.update(calc_edges=True, calc_edges_loose=True)
maze_ob = bpy.data.objects.new("Maze", mesh)
bpy.context.scene.collection.objects.link(maze_ob)

# the solver ball rolls along the path
bpy.ops.mesh.primitive_uv_sphere_add(segments=16, ring_count=8, radius=0.25, location=(0.5, 0.5, 0.25))
ball = bpy.context.object
ball.name = "Solver"
for i, (x, y) in enumerate(path):
    ball.location = (x + 0.5, y + 0.5, 0.25)
    ball.keyframe_insert("location", frame=1 + i * 6)
bpy.context.scene.frame_end = 1 + len(path) * 6

print("path length", len(path), "walls", len(faces) // 6)
print("path", path[:5])
