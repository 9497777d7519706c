import bpy

# Geometry nodes: scatter instances over the surface of a grid

bpy.ops.object.select_all(action='SELECT')
bpy.ops.object.delete(use_global=False)


def create_scatter_group():
    group = bpy.data.node_groups.new("Scatter", 'GeometryNodeTree')
    group.is_modifier = True

    # interface (4.0+)
    group.interface.new_socket(name="Geometry", in_out='INPUT', socket_type='NodeSocketGeometry')
    density = group.interface.new_socket(name="Density", in_out='INPUT', socket_type='NodeSocketFloat')
    density.default_value = 2.0
    density.min_value = 0.0
    density.max_value = 100.0
    seed = group.interface.new_socket(name="Seed", in_out='INPUT', socket_type='NodeSocketInt')
    seed.default_value = 0
    inst = group.interface.new_socket(name="Instance", in_out='INPUT', socket_type='NodeSocketObject')
    group.interface.new_socket(name="Geometry", in_out='OUTPUT', socket_type='NodeSocketGeometry')

    nodes, links = group.nodes, group.links
    n_in = nodes.new('NodeGroupInput')
    n_out = nodes.new('NodeGroupOutput')
    n_in.location = (-800, 0)
    n_out.location = (800, 0)

    dist = nodes.new('GeometryNodeDistributePointsOnFaces')
    dist.distribute_method = 'RANDOM'
    dist.location = (-400, 0)
    info = nodes.new('GeometryNodeObjectInfo')
    info.location = (-400, -300)
    info.transform_space = 'ORIGINAL'
    iop = nodes.new('GeometryNodeInstanceOnPoints')
    iop.location = (0, 0)
    rnd = nodes.new('FunctionNodeRandomValue')
    rnd.data_type = 'FLOAT'
    rnd.location = (-400, -600)
    rnd.inputs[2].default_value = 0.3
    rnd.inputs[3].default_value = 1.0
    join = nodes.new('GeometryNodeJoinGeometry')
    join.location = (400, 0)
    real = nodes.new('GeometryNodeRealizeInstances')
    real.location = (200, -100)

    links.new(n_in.outputs["Geometry"], dist.inputs["Mesh"])
    links.new(n_in.outputs["Density"], dist.inputs["Density"])
    links.new(n_in.outputs["Seed"], dist.inputs["Seed"])
    links.new(n_in.outputs["Instance"], info.inputs["Object"])
    links.new(dist.outputs["Points"], iop.inputs["Points"])
    links.new(dist.outputs["Rotation"], iop.inputs["Rotation"])
    links.new(info.outputs["Geometry"], iop.inputs["Instance"])
    links.new(rnd.outputs[1], iop.inputs["Scale"])
    links.new(iop.outputs["Instances"], real.inputs[0])
    links.new(n_in.outputs["Geometry"], join.inputs[0])
    links.new(real.outputs[0], join.inputs[0])
    links.new(join.outputs[0], n_out.inputs[0])
    return group, density.identifier, seed.identifier, inst.identifier


group, density_id, seed_id, inst_id = create_scatter_group()

bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=1, radius=0.2, location=(0, 0, -5))
pebble = bpy.context.active_object
pebble.name = "Pebble"
pebble.hide_render = True

bpy.ops.mesh.primitive_grid_add(x_subdivisions=10, y_subdivisions=10, size=6)
ground = bpy.context.active_object
ground.name = "Ground"
mod = ground.modifiers.new("Scatter", 'NODES')
mod.node_group = group
mod[density_id] = 1.5
mod[seed_id] = 4
mod[inst_id] = pebble

dg = bpy.context.evaluated_depsgraph_get()
eval_obj = ground.evaluated_get(dg)
print("evaluated vertices:", len(eval_obj.data.vertices))
for item in group.interface.items_tree:
    print(item.name, item.in_out, item.socket_type)
