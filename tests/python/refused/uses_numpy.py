import bpy
import numpy as np

# Surface z = f(x, y) with numpy
n = 40
xs = np.linspace(-4, 4, n)
ys = np.linspace(-4, 4, n)
X, Y = np.meshgrid(xs, ys, indexing="ij")
R = np.sqrt(X ** 2 + Y ** 2) + 1e-9
Z = np.sin(R * 2) / R

coords = np.stack([X, Y, Z], axis=-1).reshape(-1, 3)
idx = np.arange(n * n).reshape(n, n)
quads = np.stack([idx[:-1, :-1], idx[1:, :-1], idx[1:, 1:], idx[:-1, 1:]], axis=-1).reshape(-1, 4)

mesh = bpy.data.meshes.new("Sinc")
mesh.from_pydata(coords.tolist(), [], quads.tolist())
mesh.update(calc_edges=True)
obj = bpy.data.objects.new("Sinc", mesh)
bpy.context.collection.objects.link(obj)
bpy.context.view_layer.objects.active = obj

# height as vertex color
col = mesh.color_attributes.new(name="Height", type='FLOAT_COLOR', domain='POINT')
h = (Z - Z.min()) / (Z.max() - Z.min())
rgba = np.ones((n * n, 4), dtype=np.float32)
rgba[:, 0] = h.ravel()
rgba[:, 1] = 0.2
rgba[:, 2] = 1 - h.ravel()
col.data.foreach_set("color", rgba.ravel())

out = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
mesh.vertices.foreach_get("co", out)
print(out.reshape(-1, 3).shape, float(np.round(out.reshape(-1, 3)[:, 2].max(), 4)))
print(mesh.color_attributes[0].name, mesh.color_attributes.active_color_index)
