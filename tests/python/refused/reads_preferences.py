import bpy

bpy.ops.mesh.primitive_cube_add(location=(0, 0, 3))
prefs = bpy.context.preferences
prefs.view.show_splash = False
