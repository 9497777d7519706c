import bpy
import bmesh
import math
from mathutils import Matrix, Vector, Quaternion

TAU = math.tau


class Part:
    registry = {}

    def __init__(self, name, bm, parent=None, matrix=Matrix()):
        mesh = bpy.data.meshes.new(name)
        bm.to_mesh(mesh)
        bm.free()
        self.ob = bpy.data.objects.new(name, mesh)
        bpy.context.scene.collection.objects.link(self.ob)
        self.ob.parent = parent.ob if parent else None
        self.ob.matrix_basis = matrix
        Part.registry[name] = self

    def __getattr__(self, key):
        return getattr(self.ob, key)


def gear_bmesh(teeth, module=0.1, thickness=0.15, hole=0.1):
    bm = bmesh.new()
    r = teeth * module / 2
    add, ded = module, 1.25 * module
    outline = []
    for t in range(teeth):
        for frac, radius in ((0.0, r - ded), (0.2, r - ded), (0.35, r + add), (0.65, r + add), (0.8, r - ded)):
            a = TAU * (t + frac) / teeth
            outline.append(bm.verts.new((radius * math.cos(a), radius * math.sin(a), 0)))
    outer = [bm.edges.new((outline[i], outline[(i + 1) % len(outline)])) for i in range(len(outline))]
    ring = bmesh.ops.create_circle(bm, cap_ends=False, radius=hole, segments=16)["verts"]
    inner = list({e for v in ring for e in v.link_edges})
    bmesh.ops.triangle_fill(bm, use_beauty=True, use_dissolve=False, edges=outer + inner)
    res = bmesh.ops.solidify(bm, geom=bm.faces[:], thickness=thickness)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])
    return bm


def hand_bmesh(length, width):
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1, matrix=Matrix.Diagonal((width, length, 0.02, 1)))
    bmesh.ops.translate(bm, verts=bm.verts, vec=(0, length / 2 - width, 0))
    tip = sorted(bm.verts, key=lambda v: -v.co.y)[:4]
    for v in tip:
        v.co.x *= 0.3
    return bm


for o in list(bpy.data.objects):
    bpy.data.objects.remove(o)

root_bm = bmesh.new()
bmesh.ops.create_cone(root_bm, cap_ends=True, segments=48, radius1=2.2, radius2=2.2, depth=0.1)
plate = Part("Plate", root_bm, matrix=Matrix.Translation((0, 0, -0.2)))
drive = Part("GearDrive", gear_bmesh(12), plate, Matrix.Translation((0, 0, 0.2)))
big = Part("GearBig", gear_bmesh(30), plate, Matrix.Translation((2.1, 0, 0.2)) @ Matrix.Rotation(TAU / 60, 4, 'Z'))
hands = {
    "Hour": Part("HandHour", hand_bmesh(1.0, 0.12), plate, Matrix.Translation((0, 0, 0.5))),
    "Minute": Part("HandMinute", hand_bmesh(1.6, 0.08), plate, Matrix.Translation((0, 0, 0.55))),
}

speeds = {drive: -1.0, big: 12 / 30, hands["Minute"]: -1.0, hands["Hour"]: -1 / 12}
for part, speed in speeds.items():
    start = part.ob.rotation_euler.z
    for frame in (1, 240):
        part.ob.rotation_euler.z = start + TAU * speed * (frame - 1) / 240
        part.ob.keyframe_insert("rotation_euler", index=2, frame=frame)
    for layer in part.animation_data.action.layers:
        for strip in layer.strips:
            for bag in strip.channelbags:
                for fc in bag.fcurves:
                    fc.extrapolation = 'LINEAR'
                    for kp in fc.keyframe_points:
                        kp.interpolation = 'LINEAR'

bpy.context.scene.frame_set(61)
for name, part in Part.registry.items():
    q = part.matrix_world.to_quaternion()
    print(f"{name:12s} verts {len(part.data.vertices):4d} angle {math.degrees(q.angle):7.2f}")
pendulum_axis = Quaternion(Vector((0, 1, 0)), math.radians(12))
print([round(c, 4) for c in (pendulum_axis @ Vector((0, 0, -2)))])
bpy.context.scene.frame_set(1)
