"""Frozen dataclasses as plain JSON and back, by the types of their fields; what is missing has its default."""

import unicodedata
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from workflow_app.domain.errors import FieldError, InvalidError

Shape = TypeVar("Shape")


def write(value: object) -> dict[str, Any]:
    """Return a dataclass as JSON keeps it: nested maps, lists, words, numbers (Any: nested JSON)."""
    return {name: _plain(each) for name, each in asdict(value).items()}  # type: ignore[call-overload] # any dataclass


def read(shape: type[Shape], data: object) -> Shape:
    """Return a dataclass out of JSON; raises InvalidError with the path of everything that cannot be one."""
    errors: list[FieldError] = []
    found = _read(shape, data, "", errors)
    if errors:
        raise InvalidError(*errors)
    return found  # type: ignore[no-any-return] # of the shape that was asked for


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value


@cache
def _types(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _read(shape: Any, data: object, path: str, errors: list[FieldError]) -> Any:  # noqa: ANN401 - shapes are types of any kind
    if is_dataclass(shape):
        given = data if isinstance(data, dict) else {}
        types = _types(shape)  # type: ignore[arg-type] # a dataclass is a type here
        found = {
            each.name: _read(types[each.name], given[each.name], f"{path}/{each.name}", errors)
            for each in fields(shape)
            if given.get(each.name) is not None
        }
        return shape(**found)  # type: ignore[operator] # a class of ours, not one of its instances
    if get_origin(shape) is tuple:
        items = data if isinstance(data, list | tuple) else []
        return tuple(_read(get_args(shape)[0], each, f"{path}/{place}", errors) for place, each in enumerate(items))
    if isinstance(shape, UnionType):
        (inner,) = (each for each in get_args(shape) if each is not type(None))
        return None if data in (None, "") else _read(inner, data, path, errors)
    return _scalar(shape, data, path, errors)


def _scalar(shape: type, data: object, path: str, errors: list[FieldError]) -> object:
    if shape is bool:
        return data is True
    if shape is int:
        text = unicodedata.normalize("NFKC", str(data)).strip()  # a Chinese keyboard has wide digits
        if isinstance(data, bool) or not text.isascii() or not text.isdecimal() or len(text) > len("999999"):
            errors.append(FieldError(path, "WHOLE_NUMBER"))
            return 0
        return int(text)
    if issubclass(shape, StrEnum):
        if data not in set(shape):
            errors.append(FieldError(path, "NOT_A_CHOICE"))
            return next(iter(shape))
        return shape(str(data))
    return str(data)
