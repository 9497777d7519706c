import bpy
import sys
import argparse
from mathutils import Vector

def get_args():
    parser = argparse.ArgumentParser()
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--size", type=float, default=4.0)
    argv = sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else []
    return parser.parse_args(argv)

def tetra(a, b, c, d):
    return [a, b, c, d], [(0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3)]

def subdivide(points, depth, out):
    if depth == 0:
        out.append(points)
        return
    for i in range(4):
        subdivide([(points[i] + points[j]) / 2 for j in range(4)], depth - 1, out)

def main():
    args = get_args()
    s = args.size
    corners = [Vector((-s, -s * 0.577, 0)), Vector((s, -s * 0.577, 0)), Vector((0, s * 1.155, 0)), Vector((0, 0, s * 1.633))]
    cells = []
    subdivide(corners, args.depth, cells)
    verts, faces = [], []
    for cell in cells:
        v, f = tetra(*cell)
        n = len(verts)
        verts.extend(v)
        faces.extend(tuple(i + n for i in t) for t in f)
    me = bpy.data.meshes.new("Sierpinski")
    me.from_pydata(verts, [], faces)
    me.validate(verbose=False)
    ob = bpy.data.objects.new("Sierpinski", me)
    bpy.context.scene.collection.objects.link(ob)
    bpy.data.objects["Cube"].hide_set(True)
    bpy.data.objects["Cube"].hide_render = True
    print(f"depth {args.depth}: {len(cells)} cells, {len(verts)} verts")
    center = sum((Vector(c) for c in ob.bound_box), Vector()) / 8
    print("bbox center", tuple(round(x, 3) for x in center))

if __name__ == "__main__":
    main()
