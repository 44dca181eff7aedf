"""Photographs as phones make them, drawn: receipts with small print, lying, with a place noted, in HEIC."""

import io
from functools import cache
from pathlib import Path

import pillow_heif
from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parents[1] / "workflow_app/web/static/dist/fonts/NotoSerifSC_400Regular.ttf"
ORIENTATION, CAMERA, GPS, LYING = 274, 271, 0x8825, 6
LINES = (
    "河南省非税收入统一票据（电子）",
    "票据代码：41010626    票据号码：0412345678",
    "交款人：河南宏运渣土运输有限公司",
    "项目编码 103050199　项目名称 一般罚没收入",
    "数量 1　标准 20,000.00　金额（元）20,000.00",
    "金额合计（大写）贰万元整　（小写）20,000.00",
    "备注：牟城管罚决字〔2026〕第031号行政处罚决定",
    "开票日期 2026-05-20　收款人：陈立　复核人：周敏",
)
SMALL_PRINT = "本票据自开具之日起生效，遗失不补；查验网址请见背面说明。校验码：8f3a2c71"


@cache
def receipt(number: int = 1, *, width: int = 1800, height: int = 2400) -> Image.Image:
    """Return a receipt on a table, upright."""
    unit = width / 1800
    image = Image.new("RGB", (width, height), "#7d705f")
    draw = ImageDraw.Draw(image)
    draw.rectangle((120 * unit, 160 * unit, width - 120 * unit, height - 160 * unit), fill="#fbfaf4")
    for row, line in enumerate(LINES):
        size = int((64 if row == 0 else 46) * unit)
        draw.text((200 * unit, (260 + row * 150) * unit), line, font=ImageFont.truetype(FONT, size), fill="#25211c")
    draw.text((200 * unit, 1560 * unit), SMALL_PRINT, font=ImageFont.truetype(FONT, int(26 * unit)), fill="#39342d")
    draw.text(
        (200 * unit, 1700 * unit), f"第 {number} 联", font=ImageFont.truetype(FONT, int(90 * unit)), fill="#25211c"
    )
    seal = (1050 * unit, 1500 * unit, 1550 * unit, 2000 * unit)
    draw.ellipse(seal, outline="#c5261e", width=int(14 * unit))
    draw.text((1120 * unit, 1710 * unit), "财务专用章", font=ImageFont.truetype(FONT, int(70 * unit)), fill="#c5261e")
    return image


def jpeg(image: Image.Image, *, lying: bool = False, quality: int = 90, **options: object) -> bytes:
    """Return a JPEG with what a camera notes; `lying` as a phone keeps what was taken upright."""
    out = io.BytesIO()
    kept = image.transpose(Image.Transpose.ROTATE_90) if lying else image
    kept.save(out, "JPEG", quality=quality, exif=_exif(LYING if lying else 1), **options)
    return out.getvalue()


def heic(image: Image.Image) -> bytes:
    """Return a HEIC as an iPhone makes it."""
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=70, exif=_exif(1).tobytes())
    return out.getvalue()


def png(image: Image.Image, **options: object) -> bytes:
    """Return a PNG."""
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION], exif[CAMERA] = orientation, "PhoneMaker"
    exif.get_ifd(GPS).update({1: "N", 2: (34.0, 43.0, 6.0), 3: "E", 4: (113.0, 58.0, 33.0)})
    return exif
