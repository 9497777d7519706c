import bpy

class ModifierStack:
    """Fluent helper for modifiers."""

    def __init__(self, obj):
        self.obj = obj

    def add(self, kind, name=None, **props):
        mod = self.obj.modifiers.new(name or kind.title(), kind)
        for k, v in props.items():
            try:
                setattr(mod, k, v)
            except (AttributeError, TypeError) as exc:
                print(f"! {self.obj.name}.{mod.name}.{k}: {type(exc).__name__}")
        return self

    def __len__(self):
        return len(self.obj.modifiers)

def primitive(kind, **kw):
    getattr(bpy.ops.mesh, f"primitive_{kind}_add")(**kw)
    return bpy.context.active_object

for o in bpy.data.objects[:]:
    bpy.data.objects.remove(o)

phone = primitive("cube", size=1)
phone.name = "Phone"
phone.dimensions = (0.7, 0.08, 1.4)
bpy.context.view_layer.update()
print("scale", [round(s, 3) for s in phone.scale])
bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
ModifierStack(phone).add('BEVEL', width=0.03, segments=4, use_clamp_overlap=True, no_such=1).add('SUBSURF', levels=1, subdivision_type='NOT_A_TYPE').add('EDGE_SPLIT', split_angle=0.6)

screen = primitive("plane", size=1, location=(0, -0.041, 0), rotation=(1.5708, 0, 0))
screen.name = "Screen"
screen.dimensions = (0.64, 1.32, 0)
screen.parent = phone
stack = ModifierStack(screen).add('SOLIDIFY', thickness=0.002)
print("mods", len(stack), screen.dimensions.to_tuple(2))

knob = primitive("cylinder", vertices=24, radius=0.05, depth=0.02, location=(0.36, 0, 0.2), rotation=(0, 1.5708, 0))
knob.name = "Knob"
ModifierStack(knob).add('BEVEL', limit_method='ANGLE', width=0.004).add('REMESH', voxel_size=0.01, mode='VOXEL')
knob.modifiers["Remesh"].show_viewport = False

# crease and bevel weights by attributes
me = phone.data
attr = me.attributes.new("crease_edge", 'FLOAT', 'EDGE')
attr.data.foreach_set("value", [1.0 if i % 3 == 0 else 0.0 for i in range(len(me.edges))])
bw = me.attributes.get("bevel_weight_edge") or me.attributes.new(name="bevel_weight_edge", type='FLOAT', domain='EDGE')
for i, item in enumerate(bw.data):
    item.value = i / len(me.edges)
print([a.name for a in me.attributes if a.domain == 'EDGE' and not a.name.startswith('.')])
