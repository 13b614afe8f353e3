"""Write small photos that real cameras and programs leave, and what Pillow makes of them.

    python3 make_pillow_photos.py SCENE.png OUTPUT_DIR

Needs Pillow. SCENE.png is any RGB picture; 40 x 24 pixels of it are used. NAME.upright.png beside
NAME is Pillow's ImageOps.exif_transpose(Image.open(NAME)).convert("RGB").

orientation-N.png     RGB with an eXIf chunk of orientation N
gray16-6.png          16 bits of gray, orientation 6; palette-6.png 8-bit palette, bilevel-6.png 1 bit, gray4-8.png 4 bits
exif-N.jpg            JPEG with 4:2:0 chroma, its orientation in APP1; N odd: big-endian, N even: little-endian
gray.jpg, rgb444.jpg, progressive.jpg
bare444.jpg           rgb444 without any APPn segment: the file itself does not say that it is YCbCr
adobe-rgb.jpg         samples stored as RGB, which an Adobe segment says
profile.jpg           with an ICC profile that turns all colors (red and green exchanged), which Pillow ignores
cmyk.jpg, ycck.jpg    four components with an Adobe segment, transform 0 and 2; cmyk-bare.jpg without that segment
orientation-6.tif     TIFF with an orientation in its only directory
profile.png, gamma.png PNG with that profile, with a gAMA chunk
"""

import io
import pathlib
import struct
import sys

from PIL import Image, ImageCms, ImageOps, PngImagePlugin

ORIENTATION = 0x0112


def exif(orientation, order):
    mark = b"II" if order == "<" else b"MM"
    entries = struct.pack(order + "HHII", 0x010E, 2, 4, 0x00414141)
    entries += struct.pack(order + "HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return mark + struct.pack(order + "HIH", 42, 8, 2) + entries + struct.pack(order + "I", 0)


def jpeg(image, **options):
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90, **options)
    return stream.getvalue()


def without_segments(data, markers):
    """Leaves the segments of the header with these markers out."""
    out, at = data[:2], 2
    while data[at + 1] != 0xDA:
        length = 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if data[at + 1] not in markers:
            out += data[at : at + length]
        at += length
    return out + data[at:]


def with_segment(data, marker, payload):
    return data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload + data[2:]


def with_adobe_transform(data, transform):
    at = data.index(b"Adobe")
    return data[: at + 11] + bytes([transform]) + data[at + 12 :]


def swapped_profile():
    """An RGB profile whose red and green primaries have changed places."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = data[:24] + struct.pack(">6H", 2020, 1, 1, 0, 0, 0) + data[36:]  # the same bytes on every run
    return data.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


def main(scene, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    image = Image.open(scene).convert("RGB").crop((20, 30, 60, 54))

    def keep(name, data):
        path = folder / name
        path.write_bytes(data)
        expected = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        expected.save(folder / (name + ".upright.png"), exif=b"")

    def png(picture, orientation=None, info=None, **options):
        stream = io.BytesIO()
        block = exif(orientation, ">") if orientation else b""
        picture.save(stream, "PNG", exif=block, pnginfo=info, **options)
        return stream.getvalue()

    for n in range(1, 9):
        keep(f"orientation-{n}.png", png(image, n))
        keep(f"exif-{n}.jpg", jpeg(image, subsampling=2, exif=b"Exif\0\0" + exif(n, ">" if n % 2 else "<")))
    gray = image.convert("L")
    deep = Image.new("I;16", gray.size)
    deep.putdata([min(65535, v * 257 + 3 * i % 97) for i, v in enumerate(gray.getdata())])
    (folder / "gray16-6.png").write_bytes(png(deep, 6))
    keep("palette-6.png", png(image.quantize(61), 6))
    keep("bilevel-6.png", png(image.convert("1"), 6))
    keep("gray4-8.png", png(gray.point(lambda v: v // 17 * 17).quantize(16), 8, bits=4))
    keep("gray.jpg", jpeg(gray))
    keep("rgb444.jpg", jpeg(image, subsampling=0))
    keep("progressive.jpg", jpeg(image, progressive=True))
    keep("bare444.jpg", without_segments(jpeg(image, subsampling=0), range(0xE0, 0xF0)))
    adobe = b"Adobe" + struct.pack(">HHHB", 100, 0, 0, 0)
    stored_as_rgb = without_segments(jpeg(image, subsampling=0), range(0xE0, 0xF0))
    keep("adobe-rgb.jpg", with_segment(stored_as_rgb, 0xEE, adobe))
    keep("profile.jpg", jpeg(image, icc_profile=swapped_profile()))
    cmyk = jpeg(image.convert("CMYK"), subsampling=0)
    keep("cmyk.jpg", cmyk)
    keep("ycck.jpg", with_adobe_transform(cmyk, 2))
    keep("cmyk-bare.jpg", without_segments(cmyk, range(0xE0, 0xF0)))
    keep("profile.png", png(image, icc_profile=swapped_profile()))
    image.save(folder / "orientation-6.tif", tiffinfo={ORIENTATION: 6})
    image.transpose(Image.ROTATE_270).save(folder / "orientation-6.tif.upright.png")
    info = PngImagePlugin.PngInfo()
    info.add(b"gAMA", struct.pack(">I", 100000))
    keep("gamma.png", png(image, info=info))


main(*sys.argv[1:])
