import bpy
import math

scene = bpy.context.scene
bpy.ops.object.select_by_type(type='MESH')
bpy.ops.object.delete()
bpy.ops.curve.primitive_bezier_circle_add(radius=3, location=(0, 0, 0))
ring = bpy.context.object
ring.name = "TextPath"

bpy.ops.object.text_add(location=(0, 0, 0))
txt = bpy.context.object
txt.name = "Around"
bpy.ops.object.editmode_toggle()
bpy.ops.font.delete(type='PREVIOUS_OR_SELECTION')
for _ in range(3):
    bpy.ops.font.delete(type='PREVIOUS_OR_SELECTION')
bpy.ops.font.text_insert(text="AROUND AND AROUND ")
bpy.ops.object.editmode_toggle()
txt.data.follow_curve = ring
txt.data.size = 0.7
txt.data.offset_y = 0.1
print(repr(txt.data.body))

# A clock face of texts
for hour in range(1, 13):
    a = math.radians(90 - hour * 30)
    bpy.ops.object.text_add(location=(math.cos(a) * 2, math.sin(a) * 2, 0))
    t = bpy.context.object
    t.data.body = str(hour)
    t.name = f"Hour_{hour:02}"
    t.data.align_x = "CENTER"
    t.data.align_y = "CENTER"
    t.data.size = 0.4 if hour % 3 else 0.6

for name, length, width, angle in (("HourHand", 1.1, 0.08, -60), ("MinuteHand", 1.7, 0.05, -180)):
    bpy.ops.mesh.primitive_cube_add(size=1)
    h = bpy.context.object
    h.name = name
    for v in h.data.vertices:
        v.co.x *= width
        v.co.y = (v.co.y + 0.5) * length
        v.co.z *= 0.05
    h.rotation_euler[2] = math.radians(angle)
print(len([o for o in scene.objects if o.type == 'FONT']))
