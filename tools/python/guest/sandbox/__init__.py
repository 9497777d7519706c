"""What a script finds around itself: an interpreter without a machine.

None of this is security: that is in the host, which links the interpreter to nothing, and in the add-on. It is what
makes a script that was written for a whole computer go on where it sensibly can, and fail with a clear error where not.
"""
