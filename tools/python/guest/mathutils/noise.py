"""`mathutils.noise`, calculated in Blender: same seed, same numbers."""

from __future__ import annotations

from typing import Any

import mathutils

from ._values import begin
from ._vector import Vector

_BASIS = "PERLIN_ORIGINAL"


def _position(position: Any, name: str) -> list[float]:
    return list(begin(position, 3, f"{name}: invalid 'position' arg"))


def _number(name: str, *args: Any, **kwargs: Any) -> float:
    return float(mathutils._calculate(f"noise.{name}", *args, **kwargs))


def _vector(name: str, *args: Any, **kwargs: Any) -> Vector:
    return Vector(mathutils._calculate(f"noise.{name}", *args, **kwargs))


def seed_set(seed: int, /) -> None:
    mathutils._calculate("noise.seed_set", seed)


def random() -> float:
    return _number("random")


def random_vector(*, size: int = 3) -> Vector:
    return _vector("random_vector", size=size)


def random_unit_vector(*, size: int = 3) -> Vector:
    return _vector("random_unit_vector", size=size)


def noise(position: Any, /, *, noise_basis: str = _BASIS) -> float:
    return _number("noise", _position(position, "noise"), noise_basis=noise_basis)


def noise_vector(position: Any, /, *, noise_basis: str = _BASIS) -> Vector:
    return _vector("noise_vector", _position(position, "noise_vector"), noise_basis=noise_basis)


def turbulence(
    position: Any,
    octaves: int,
    hard: bool,
    /,
    *,
    noise_basis: str = _BASIS,
    amplitude_scale: float = 0.5,
    frequency_scale: float = 2.0,
) -> float:
    return _number(
        "turbulence",
        _position(position, "turbulence"),
        octaves,
        hard,
        noise_basis=noise_basis,
        amplitude_scale=amplitude_scale,
        frequency_scale=frequency_scale,
    )


def turbulence_vector(
    position: Any,
    octaves: int,
    hard: bool,
    /,
    *,
    noise_basis: str = _BASIS,
    amplitude_scale: float = 0.5,
    frequency_scale: float = 2.0,
) -> Vector:
    return _vector(
        "turbulence_vector",
        _position(position, "turbulence_vector"),
        octaves,
        hard,
        noise_basis=noise_basis,
        amplitude_scale=amplitude_scale,
        frequency_scale=frequency_scale,
    )


def fractal(
    position: Any,
    H: float,  # noqa: N803
    lacunarity: float,
    octaves: float,
    /,
    *,
    noise_basis: str = _BASIS,
) -> float:
    return _number("fractal", _position(position, "fractal"), H, lacunarity, octaves, noise_basis=noise_basis)


def multi_fractal(
    position: Any,
    H: float,  # noqa: N803
    lacunarity: float,
    octaves: float,
    /,
    *,
    noise_basis: str = _BASIS,
) -> float:
    place = _position(position, "multi_fractal")
    return _number("multi_fractal", place, H, lacunarity, octaves, noise_basis=noise_basis)


def variable_lacunarity(
    position: Any, distortion: float, /, *, noise_type1: str = _BASIS, noise_type2: str = _BASIS
) -> float:
    place = _position(position, "variable_lacunarity")
    return _number("variable_lacunarity", place, distortion, noise_type1=noise_type1, noise_type2=noise_type2)


def hetero_terrain(
    position: Any,
    H: float,  # noqa: N803
    lacunarity: float,
    octaves: float,
    offset: float,
    /,
    *,
    noise_basis: str = _BASIS,
) -> float:
    place = _position(position, "hetero_terrain")
    return _number("hetero_terrain", place, H, lacunarity, octaves, offset, noise_basis=noise_basis)


def hybrid_multi_fractal(
    position: Any,
    H: float,  # noqa: N803
    lacunarity: float,
    octaves: float,
    offset: float,
    gain: float,
    /,
    *,
    noise_basis: str = _BASIS,
) -> float:
    place = _position(position, "hybrid_multi_fractal")
    return _number("hybrid_multi_fractal", place, H, lacunarity, octaves, offset, gain, noise_basis=noise_basis)


def ridged_multi_fractal(
    position: Any,
    H: float,  # noqa: N803
    lacunarity: float,
    octaves: float,
    offset: float,
    gain: float,
    /,
    *,
    noise_basis: str = _BASIS,
) -> float:
    place = _position(position, "ridged_multi_fractal")
    return _number("ridged_multi_fractal", place, H, lacunarity, octaves, offset, gain, noise_basis=noise_basis)


def voronoi(position: Any, /, *, distance_metric: str = "DISTANCE", exponent: float = 2.5) -> list[Any]:
    distances, places = mathutils._calculate(
        "noise.voronoi", _position(position, "voronoi"), distance_metric=distance_metric, exponent=exponent
    )
    return [list(distances), [Vector(place) for place in places]]


def cell(position: Any, /) -> float:
    return _number("cell", _position(position, "cell"))


def cell_vector(position: Any, /) -> Vector:
    return _vector("cell_vector", _position(position, "cell_vector"))
