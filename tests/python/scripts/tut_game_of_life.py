import bpy

# Conway's game of life as keyframed visibility/scale
GRID = 8
GENERATIONS = 6
FRAMES = 10

alive = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (5, 5), (5, 6), (5, 7)}

def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = ((x + dx) % GRID, (y + dy) % GRID)
                    counts[key] = counts.get(key, 0) + 1
    return {c for c, n in counts.items() if n == 3 or (n == 2 and c in cells)}

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

bpy.ops.mesh.primitive_cube_add(size=0.9)
template = bpy.context.object
cells = {}
for x in range(GRID):
    for y in range(GRID):
        o = template.copy()
        o.name = f"cell.{x}.{y}"
        o.location = (x, y, 0)
        bpy.context.collection.objects.link(o)
        cells[x, y] = o
bpy.data.objects.remove(template, do_unlink=True)

history = [alive]
for g in range(GENERATIONS):
    frame = 1 + g * FRAMES
    for key, o in cells.items():
        s = 1.0 if key in alive else 0.05
        o.scale = (s, s, s)
        o.keyframe_insert("scale", frame=frame)
        o.hide_render = key not in alive
        o.keyframe_insert("hide_render", frame=frame)
    alive = step(alive)
    history.append(alive)

for o in cells.values():
    for fc in o.animation_data.action.layers[0].strips[0].channelbags[0].fcurves:
        for kp in fc.keyframe_points:
            kp.interpolation = 'CONSTANT'

bpy.context.scene.frame_end = GENERATIONS * FRAMES
print([len(h) for h in history])
print(len(bpy.data.actions), sorted(history[-1])[:3])
