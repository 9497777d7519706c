import bpy
from mathutils import Vector

def world_bounds(obj):
    corners = [obj.matrix_world @ Vector(corner) for corner in obj.bound_box]
    lo = Vector((min(c.x for c in corners), min(c.y for c in corners), min(c.z for c in corners)))
    hi = Vector((max(c.x for c in corners), max(c.y for c in corners), max(c.z for c in corners)))
    return lo, hi

# some objects at random heights
specs = [("cube", 1.0), ("uv_sphere", 2.3), ("cone", -0.7), ("torus", 0.4), ("cylinder", 5.0)]
created = []
for i, (kind, z) in enumerate(specs):
    op = getattr(bpy.ops.mesh, f"primitive_{kind}_add")
    op(location=(i * 0.5, i * -0.3, z), rotation=(0.1 * i, 0.2, 0))
    created.append(bpy.context.object)

bpy.context.view_layer.update()

# drop to the ground, distribute along x with a gap
cursor_x = -5.0
for obj in created:
    lo, hi = world_bounds(obj)
    obj.location.z -= lo.z
    width = hi.x - lo.x
    obj.location.x += cursor_x - lo.x
    obj.location.y = 0
    cursor_x += width + 0.25
    bpy.context.view_layer.update()

for obj in created:
    lo, hi = world_bounds(obj)
    print(f"{obj.name:10s} x {lo.x:.3f}..{hi.x:.3f}  z {round(lo.z, 3) + 0.0:.3f}..{hi.z:.3f}")

# overlap check with the default cube
cube = bpy.data.objects["Cube"]
clo, chi = world_bounds(cube)
for obj in created:
    lo, hi = world_bounds(obj)
    hit = all(lo[k] <= chi[k] and hi[k] >= clo[k] for k in range(3))
    if hit:
        print("overlaps:", obj.name)
        obj.location.y += (chi.y - lo.y) + 0.1

bpy.ops.object.select_all(action='DESELECT')
for obj in created:
    obj.select_set(True)
bpy.context.view_layer.objects.active = created[0]
median = sum((o.location for o in created), Vector()) / len(created)
print("median", [round(c, 3) for c in median])
bpy.context.scene.cursor.location = median
