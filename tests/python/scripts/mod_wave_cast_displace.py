import bpy

bpy.ops.mesh.primitive_grid_add(x_subdivisions=30, y_subdivisions=30, size=4, location=(0, 0, 2))
grid = bpy.context.object

# legacy texture for Displace
tex = bpy.data.textures.new("Clouds", type='CLOUDS')
tex.noise_scale = 0.6
tex.noise_depth = 3
disp = grid.modifiers.new("Displace", 'DISPLACE')
disp.texture = tex
disp.strength = 0.4
disp.mid_level = 0.5
disp.direction = 'Z'
disp.texture_coords = 'LOCAL'

vg = grid.vertex_groups.new(name="Center")
for v in grid.data.vertices:
    d = (v.co.x ** 2 + v.co.y ** 2) ** 0.5
    if d < 1.5:
        vg.add([v.index], 1 - d / 1.5, 'REPLACE')
wave = grid.modifiers.new("Wave", 'WAVE')
wave.vertex_group = "Center"
wave.height = 0.3
wave.width = 1.0
wave.speed = 0.2
wave.time_offset = -20
wave.use_cyclic = True

cast = grid.modifiers.new("Cast", 'CAST')
cast.factor = 0.1
cast.cast_type = 'SPHERE'

smooth = grid.modifiers.new("Smooth", 'SMOOTH')
smooth.iterations = 3
smooth.factor = 0.5

lattice_data = bpy.data.lattices.new("Cage")
lattice_data.points_u = lattice_data.points_v = 3
lattice_data.points_w = 2
lat = bpy.data.objects.new("Cage", lattice_data)
lat.location = (0, 0, 2)
lat.scale = (4.2, 4.2, 2)
bpy.context.scene.collection.objects.link(lat)
for p in lattice_data.points:
    if p.co_deform.z > 0 and abs(p.co.x) < 0.1:
        p.co_deform.z += 0.5
lm = grid.modifiers.new("Lattice", 'LATTICE')
lm.object = lat
lm.strength = 0.8

wire = grid.modifiers.new("Wireframe", 'WIREFRAME')
wire.thickness = 0.02
wire.use_replace = True
wire.use_even_offset = False

bpy.context.scene.frame_set(12)
e = grid.evaluated_get(bpy.context.evaluated_depsgraph_get())
print(len(grid.data.vertices), len(e.data.vertices))
print(vg.weight(len(grid.data.vertices) // 2) > 0, [t.name for t in bpy.data.textures])
