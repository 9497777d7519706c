import bpy
import csv
import io
import math
from collections import defaultdict, namedtuple

CSV = """city,year,value
Oslo,2020,12.5
Oslo,2021,14.0
Oslo,2022,13.2
Lima,2020,20.1
Lima,2021,22.4
Lima,2022,25.9
Pune,2020,7.7
Pune,2021,9.4
Pune,2022,12.0
"""

Bar = namedtuple("Bar", "city year value")
rows = [Bar(r["city"], int(r["year"]), float(r["value"])) for r in csv.DictReader(io.StringIO(CSV))]
by_city = defaultdict(list)
for r in rows:
    by_city[r.city].append(r)

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete()

def heat(t):
    return (t, 0.3, 1 - t, 1)

maximum = max(r.value for r in rows)
chart = bpy.data.collections.new("Chart")
bpy.context.scene.collection.children.link(chart)
layer = bpy.context.view_layer.layer_collection.children[chart.name]
bpy.context.view_layer.active_layer_collection = layer

for ci, (city, bars) in enumerate(sorted(by_city.items())):
    for bi, bar in enumerate(bars):
        h = bar.value / maximum * 5
        bpy.ops.mesh.primitive_cube_add(size=1, location=(bi * 1.2, ci * 1.5, h / 2))
        ob = bpy.context.active_object
        ob.name = f"{city}-{bar.year}"
        ob.scale = (0.8, 0.8, h)
        ob["value"] = bar.value
        m = bpy.data.materials.new(ob.name)
        m.use_nodes = True
        m.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = heat(bar.value / maximum)
        ob.active_material = m
        # grow animation
        ob.scale.z = 0.001
        ob.location.z = 0
        ob.keyframe_insert("scale", index=2, frame=1 + bi * 5)
        ob.keyframe_insert("location", index=2, frame=1 + bi * 5)
        ob.scale.z = h
        ob.location.z = h / 2
        ob.keyframe_insert("scale", index=2, frame=21 + bi * 5)
        ob.keyframe_insert("location", index=2, frame=21 + bi * 5)
    bpy.ops.object.text_add(location=(-2.5, ci * 1.5, 0))
    label = bpy.context.object
    label.data.body = city
    label.name = "Label " + city

print({c: round(sum(b.value for b in bs) / len(bs), 3) for c, bs in sorted(by_city.items())})
print([o.name for o in chart.objects][:4], len(chart.all_objects))
