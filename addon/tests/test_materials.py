"""Materials look as they were asked to, and sit in the slots they were put in."""

from __future__ import annotations

import bpy
import pytest

from .client import Failed
from .conftest import Ask


def shader(material: str) -> bpy.types.Node:
    return bpy.data.materials[material].node_tree.nodes["Principled BSDF"]


def test_a_material_has_the_settings_given(ask: Ask) -> None:
    settings = {
        "base_color": [0.1, 0.2, 0.3],
        "metallic": 0.5,
        "roughness": 0.25,
        "alpha": 0.75,
        "ior": 1.33,
        "transmission": 1,
        "emission_color": [1, 0, 0],
        "emission_strength": 5,
    }
    assert ask("materials.create_material", name="Glass", settings=settings) == "Glass"
    inputs = shader("Glass").inputs
    assert inputs["Base Color"].default_value[:] == pytest.approx((0.1, 0.2, 0.3, 1))
    assert inputs["Emission Color"].default_value[:] == pytest.approx((1, 0, 0, 1))
    numbers = {"Metallic": 0.5, "Roughness": 0.25, "Alpha": 0.75, "IOR": 1.33, "Transmission Weight": 1}
    for socket, value in numbers.items():
        assert inputs[socket].default_value == pytest.approx(value)
    assert inputs["Emission Strength"].default_value == 5
    assert bpy.data.materials["Glass"].diffuse_color[:] == pytest.approx((0.1, 0.2, 0.3, 0.75))


def test_what_is_absent_has_blenders_default(ask: Ask) -> None:
    ask("materials.create_material", name="Plain", settings={})
    bpy.data.materials.new("Reference")
    for ours, theirs in zip(shader("Plain").inputs, shader("Reference").inputs, strict=True):
        if isinstance(theirs, bpy.types.NodeSocketFloat):
            assert ours.default_value == theirs.default_value


def test_a_taken_material_name_gets_a_number(ask: Ask) -> None:
    assert ask("materials.create_material", name="Material", settings={}) == "Material.001"


def test_a_material_goes_into_a_slot(ask: Ask) -> None:
    ask("materials.create_material", name="Red", settings={})
    assert ask("materials.set_material", object="Cube", material="Red", slot=0) == ["Red"]
    assert ask("materials.set_material", object="Cube", material="Material", slot=1) == ["Red", "Material"]
    assert [slot.name for slot in bpy.data.objects["Cube"].material_slots] == ["Red", "Material"]


def test_a_slot_may_belong_to_the_object(ask: Ask) -> None:
    ask("materials.create_material", name="Red", settings={})
    slot = bpy.data.objects["Cube"].material_slots[0]
    slot.link = "OBJECT"
    assert ask("materials.set_material", object="Cube", material="Red", slot=0) == ["Red"]
    assert bpy.data.meshes["Cube"].materials[0].name == "Material"


def test_a_slot_after_the_next_one_is_refused(ask: Ask) -> None:
    with pytest.raises(Failed, match="validation: slot: expected at most 1"):
        ask("materials.set_material", object="Cube", material="Material", slot=2)


def test_an_unknown_material_is_named_with_the_nearest_one(ask: Ask) -> None:
    with pytest.raises(Failed, match="operation: There is no material 'Materail'; did you mean \"Material\""):
        ask("materials.set_material", object="Cube", material="Materail", slot=0)


@pytest.mark.parametrize("name", ["Light", "Camera"])
def test_a_light_or_camera_has_no_material(ask: Ask, name: str) -> None:
    with pytest.raises(Failed, match=r"operation: .* cannot have a material"):
        ask("materials.set_material", object=name, material="Material", slot=0)


def test_a_colour_beyond_one_is_refused(ask: Ask) -> None:
    from addon.errors import OpError

    with pytest.raises(OpError, match=r"settings\.base_color\[1\]: expected a number from 0 to 1, got 2"):
        ask("materials.create_material", name="Hot", settings={"base_color": [0, 2, 0]})
