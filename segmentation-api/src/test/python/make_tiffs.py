"""Write small TIFF files of many kinds, and the digests of the pixels that they stand for.

    python3 make_tiffs.py OUTPUT_DIR

Needs Pillow, NumPy, tifffile and imagecodecs (made with Pillow 12.3, libtiff 4.7). TABLE.csv has for each file its name, the width and
height of the upright picture, the SHA-256 of its RGB bytes, and whose they are: "pillow" where they are those of
ImageOps.exif_transpose(Image.open(f)).convert("RGB"), "rule" where Pillow refuses the file, misreads it, or treats 16 bits otherwise,
and the pixels follow from the samples by the rules of docs/parity.md.
"""

import hashlib
import io
import pathlib
import struct
import sys

import imagecodecs
import numpy as np
import tifffile
from PIL import Image, ImageOps

WIDTH, HEIGHT = 37, 21
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 16: 8}
CODES = {1: "B", 2: "B", 3: "H", 4: "I", 7: "B", 16: "Q"}

rng = np.random.default_rng(7)
yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH]
rgb = np.stack([xx * 6 + yy, yy * 11, (xx * 5 + yy * 7) % 256], -1).astype(np.uint8)
rgb[5:9, 8:20] = rng.integers(0, 256, (4, 12, 3), dtype=np.uint8)
gray = rgb[..., 0].copy()
alpha = ((xx * 7 + yy) % 256).astype(np.uint8)
ramp16 = (xx * 1770 + yy * 31).astype(np.uint16)
bilevel = ((xx // 3 + yy // 2) % 2 == 0) ^ (rng.random((HEIGHT, WIDTH)) < 0.05)

target = pathlib.Path(sys.argv[1])
target.mkdir(parents=True, exist_ok=True)
table = []


def raw_tiff(entries, parts, order="<", big=False, tiled=False, offsets_at=None):
    """A file of the given entries {tag: (type, values)} and parts; offsets and counts are added."""
    entries = dict(entries)
    offset_tag, count_tag = (324, 325) if tiled else (273, 279)
    entries[offset_tag] = (16 if big else 4, [0] * len(parts))
    if count_tag not in entries:
        entries[count_tag] = (16 if big else 4, [len(part) for part in parts])
    if entries[count_tag] is None:
        del entries[count_tag]
    head = 16 if big else 8
    inline, entry = (8, 20) if big else (4, 12)
    directory = (8 if big else 2) + entry * len(entries) + inline
    sizes = {tag: len(values) * SIZES[kind] for tag, (kind, values) in entries.items()}
    data_start = head + directory + sum(size for size in sizes.values() if size > inline)
    starts, place = [], data_start
    for part in parts:
        starts.append(place)
        place += len(part)
    entries[offset_tag] = (entries[offset_tag][0], offsets_at or starts)
    body, extra, place = b"", b"", head + directory
    for tag in sorted(entries):
        kind, values = entries[tag]
        if kind == 5:
            packed = b"".join(struct.pack(order + "II", *value) for value in values)
        else:
            packed = struct.pack(order + str(len(values)) + CODES[kind], *values)
        if len(packed) > inline:
            field = struct.pack(order + ("Q" if big else "I"), place)
            extra += packed
            place += len(packed)
        else:
            field = packed.ljust(inline, b"\0")
        body += struct.pack(order + ("HHQ" if big else "HHI"), tag, kind, len(values)) + field
    mark = b"II" if order == "<" else b"MM"
    if big:
        start = mark + struct.pack(order + "HHHQ", 43, 8, 0, 16) + struct.pack(order + "Q", len(entries))
    else:
        start = mark + struct.pack(order + "HI", 42, 8) + struct.pack(order + "H", len(entries))
    return start + body + bytes(inline) + extra + b"".join(parts)


def base(photometric, bits, samples=1, compression=1, rows=HEIGHT, **more):
    entries = {
        256: (3, [WIDTH]), 257: (3, [HEIGHT]), 258: (3, [bits] * samples), 259: (3, [compression]),
        262: (3, [photometric]), 277: (3, [samples]), 278: (4, [rows]),
    }
    entries.update({int(tag[1:]): value for tag, value in more.items()})
    return entries


def pack_bits_per_sample(values, bits):
    """Rows of samples, the highest bit first, each row from a new byte."""
    planes = (values[..., None].astype(np.uint32) >> np.arange(bits - 1, -1, -1)) & 1
    return np.packbits(planes.reshape(values.shape[0], -1).astype(np.uint8), axis=1)


def keep(name, content, expected=None, pillow=True):
    """Keep a file whose pixels are Pillow's, or the expected ones, or both."""
    seen = None
    if pillow:
        seen = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB"))
        if expected is not None:
            assert np.array_equal(seen, expected), name
    pixels = np.ascontiguousarray(seen if pillow else expected)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, -1)
    (target / name).write_bytes(content)
    digest = hashlib.sha256(pixels.astype(np.uint8).tobytes()).hexdigest()
    table.append(f"{name},{pixels.shape[1]},{pixels.shape[0]},{digest},{'pillow' if pillow else 'rule'}")


def written(array, **options):
    stream = io.BytesIO()
    tifffile.imwrite(stream, array, metadata=None, software=False, **options)
    return stream.getvalue()


def saved(image, **options):
    stream = io.BytesIO()
    image.save(stream, "TIFF", **options)
    return stream.getvalue()


def grays(values):
    return np.repeat(np.asarray(values).astype(np.uint8)[..., None], 3, -1)


def rounded(values, most):
    return (2 * values.astype(np.int64) * 255 + most) // (2 * most)


def layouts_and_compressions():
    for name in ("none", "lzw", "packbits", "zlib"):
        keep(f"rgb-{name}.tif", written(rgb, photometric="rgb", compression=name, rowsperstrip=5), rgb)
    keep("rgb-old-deflate.tif", written(rgb, photometric="rgb", compression="deflate"), rgb)
    keep("rgb-predictor-lzw.tif", written(rgb, photometric="rgb", compression="lzw", predictor=2), rgb)
    keep("rgb-tiled.tif", written(rgb, photometric="rgb", tile=(16, 16)), rgb)
    keep("rgb-tiled-zlib-predictor.tif",
         written(rgb, photometric="rgb", tile=(16, 32), compression="zlib", predictor=2), rgb)
    planes = np.ascontiguousarray(np.moveaxis(rgb, -1, 0))
    keep("rgb-planar.tif", written(planes, photometric="rgb", planarconfig="separate"), rgb)
    keep("rgb-planar-tiled-lzw.tif",
         written(planes, photometric="rgb", planarconfig="separate", tile=(16, 16), compression="lzw"), rgb)
    keep("rgb-bigtiff.tif", written(rgb, photometric="rgb", bigtiff=True), rgb)
    big = raw_tiff(base(2, 8, 3, rows=8, t274=(3, [6])), [rgb[y:y + 8].tobytes() for y in range(0, HEIGHT, 8)], ">", True)
    keep("rgb-bigtiff-motorola-6.tif", big, np.rot90(rgb, -1), pillow=False)
    keep("rgb-orientation-5.tif", raw_tiff(base(2, 8, 3, t274=(3, [5])), [rgb.tobytes()]))
    packet = b'<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="8"/>'
    keep("rgb-orientation-8-in-xmp.tif", raw_tiff(base(2, 8, 3, t700=(1, list(packet))), [rgb.tobytes()]))
    keep("rgb-orientation-as-byte.tif", raw_tiff(base(2, 8, 3, t274=(1, [6])), [rgb.tobytes()]), rgb)
    keep("rgb-no-counts.tif", raw_tiff(base(2, 8, 3, t279=None), [rgb.tobytes()]), rgb)
    wrong = bytearray(raw_tiff(base(2, 8, 3), [rgb.tobytes()]))
    wrong[2:4] = b"\0*"
    keep("rgb-magic-reversed.tif", bytes(wrong), rgb, pillow=False)


def depths():
    for bits in (2, 4):
        for photometric in (0, 1):
            values = gray >> (8 - bits)
            shown = rounded(values, (1 << bits) - 1)
            content = raw_tiff(base(photometric, bits), [pack_bits_per_sample(values, bits).tobytes()])
            keep(f"gray-{bits}-bits-{photometric}.tif", content, grays(shown if photometric else 255 - shown))
    reverse = bytes(int(f"{i:08b}"[::-1], 2) for i in range(256))
    keep("gray-4-bits-fill-order.tif",
         raw_tiff(base(1, 4, t266=(3, [2])), [pack_bits_per_sample(gray >> 4, 4).tobytes().translate(reverse)]),
         grays((gray >> 4) * 17))
    keep("gray-white-is-zero.tif", written(gray, photometric="miniswhite"), grays(255 - gray))
    for bits in (3, 6, 10, 12, 14):
        values = ramp16 >> (16 - bits)
        most = (1 << bits) - 1
        if bits > 8:
            sixteen = (2 * values.astype(np.int64) * 65535 + most) // (2 * most)
            shown = (sixteen + 128) // 257
        else:
            shown = rounded(values, most)
        content = raw_tiff(base(1, bits), [pack_bits_per_sample(values, bits).tobytes()])
        keep(f"gray-{bits}-bits.tif", content, grays(shown), pillow=False)
    eight = (ramp16.astype(np.int64) + 128) // 257
    for order, name in (("<", "intel"), (">", "motorola")):
        keep(f"gray-16-{name}.tif", written(ramp16, photometric="minisblack", byteorder=order), grays(eight), False)
        colors = np.stack([ramp16, ramp16[::-1], 65535 - ramp16], -1)
        shown = (colors.astype(np.int64) + 128) // 257
        keep(f"rgb-16-predictor-{name}.tif",
             written(colors, photometric="rgb", compression="zlib", predictor=True, byteorder=order), shown, False)
    keep("gray-16-white-is-zero.tif", written(ramp16, photometric="miniswhite"),
         grays((65535 - ramp16.astype(np.int64) + 128) // 257), False)
    signed = (ramp16.astype(np.int32) // 128 - 128).astype(np.int16)
    keep("gray-16-signed.tif", written(signed, photometric="minisblack"), grays(np.clip(signed, 0, 255)))
    keep("gray-8-signed.tif", written(gray.view(np.int8), photometric="minisblack"))
    keep("gray-32-signed.tif", written(signed.astype(np.int32), photometric="minisblack"))
    floats = (xx * 9.3 - yy * 4.7).astype(np.float32)
    shown = grays(np.clip(floats, 0, 255).astype(np.uint8))
    keep("float.tif", written(floats, photometric="minisblack"), shown)
    keep("float-predictor-3.tif", written(floats, photometric="minisblack", compression="zlib", predictor=3), shown)
    keep("float-predictor-3-tiled-lzw.tif",
         written(floats, photometric="minisblack", compression="lzw", predictor=3, tile=(16, 16)), shown)
    # Pillow takes the bytes of compressed big-endian floats in the wrong order.
    keep("float-predictor-3-motorola.tif",
         written(floats, photometric="minisblack", compression="zlib", predictor=3, byteorder=">"), shown, False)
    keep("half-predictor-3.tif",
         written(np.round(floats).astype(np.float16), photometric="minisblack", compression="zlib", predictor=3),
         grays(np.clip(np.round(floats), 0, 255).astype(np.uint8)), False)
    keep("double.tif", written(floats.astype(np.float64), photometric="minisblack"), shown, False)
    ones = (rgb / np.float32(255)).astype(np.float32)
    keep("rgb-float-predictor-3.tif", written(ones, photometric="rgb", compression="zlib", predictor=3), rgb, False)


def palettes_and_alpha():
    colormap = rng.integers(0, 65536, (3, 256)).astype(np.uint16)
    for bits in (1, 2, 4, 8):
        values = gray >> (8 - bits)
        few = colormap[:, :1 << bits]
        content = raw_tiff(base(3, bits, t320=(3, few.ravel().tolist())), [pack_bits_per_sample(values, bits).tobytes()])
        keep(f"palette-{bits}-bits.tif", content, (few >> 8).T[values].astype(np.uint8))
    both = np.dstack([gray, alpha])
    shown = (colormap >> 8).T[gray].astype(np.uint8)
    for extra, name in ((2, "alpha"), (0, "extra")):
        content = raw_tiff(base(3, 8, 2, t320=(3, colormap.ravel().tolist()), t338=(3, [extra])), [both.tobytes()])
        keep(f"palette-{name}.tif", content, shown)
    keep("gray-alpha.tif", written(both, photometric="minisblack", extrasamples=["unassalpha"], planarconfig="contig"),
         grays(gray))
    four = np.dstack([rgb, alpha])
    keep("rgba-unassociated.tif", written(four, photometric="rgb", extrasamples=["unassalpha"]), rgb)
    keep("rgba-unspecified.tif", written(four, photometric="rgb", extrasamples=["unspecified"]), rgb)
    keep("rgba-silent.tif", raw_tiff(base(2, 8, 4), [four.tobytes()]), rgb)
    keep("rgba-associated.tif", written(four, photometric="rgb", extrasamples=["assocalpha"], compression="lzw"))
    keep("rgb-more-samples.tif", raw_tiff(base(2, 8, 5, t338=(3, [1, 0])), [np.dstack([four, gray]).tobytes()]))
    keep("gray-planar-unread.tif",
         raw_tiff(base(1, 8, 2, compression=8, t284=(3, [2]), t338=(3, [0])),
                  [imagecodecs.zlib_encode(gray.tobytes()), b""]), grays(gray))


def other_colors():
    cmyk = Image.fromarray(rgb).convert("CMYK")
    ink = np.dstack([np.asarray(cmyk)[..., :3], alpha // 2])
    for compression in ("none", "lzw", "jpeg"):
        options = {"compressionargs": {"level": 90}} if compression == "jpeg" else {}
        keep(f"cmyk-{compression}.tif", written(ink, photometric="separated", compression=compression, **options))
    keep("cmyk-16.tif", written(ink.astype(np.uint16) * 256 + 77, photometric="separated"))
    keep("cmyk-16-motorola-predictor.tif",
         written(ink.astype(np.uint16) * 256 + 200, photometric="separated", compression="zlib", predictor=2,
                 byteorder=">"))
    keep("cmyk-extra.tif", raw_tiff(base(5, 8, 5, t338=(3, [0])), [np.dstack([ink, gray]).tobytes()]))
    lab = np.dstack([rgb[..., 1], rng.integers(0, 256, (HEIGHT, WIDTH, 2), dtype=np.uint8)])
    keep("lab.tif", raw_tiff(base(8, 8, 3), [lab.tobytes()]))
    keep("lab-lzw.tif", raw_tiff(base(8, 8, 3, compression=5), [imagecodecs.lzw_encode(lab.tobytes())]))


def ycbcr_units(across, down):
    samples = np.asarray(Image.fromarray(rgb).convert("YCbCr"))
    padded = np.pad(samples, ((0, -HEIGHT % down), (0, -WIDTH % across), (0, 0)), mode="edge")
    units = bytearray()
    for y in range(0, padded.shape[0], down):
        for x in range(0, padded.shape[1], across):
            units += padded[y:y + down, x:x + across, 0].tobytes()
            units += bytes(padded[y, x, 1:].tolist())
    return bytes(units)


def ycbcr():
    for across, down in ((1, 1), (2, 1), (2, 2), (4, 2)):
        units = ycbcr_units(across, down)
        sides = (3, [across, down])
        stored = raw_tiff(base(6, 8, 3, t530=sides), [units])
        packed = raw_tiff(base(6, 8, 3, compression=5, t530=sides), [imagecodecs.lzw_encode(units)])
        keep(f"ycbcr-{across}{down}-lzw.tif", packed)
        # Pillow refuses what it reads when it is compressed.
        expected = np.asarray(Image.open(io.BytesIO(packed)).convert("RGB"))
        keep(f"ycbcr-{across}{down}.tif", stored, expected, pillow=False)
    video = {"t529": (5, [(2126, 10000), (7152, 10000), (722, 10000)]),
             "t532": (5, [(16, 1), (235, 1), (128, 1), (240, 1), (128, 1), (240, 1)])}
    units = ycbcr_units(2, 2)
    keep("ycbcr-bt709-video-lzw.tif",
         raw_tiff(base(6, 8, 3, compression=5, t530=(3, [2, 2]), **video), [imagecodecs.lzw_encode(units)]))
    for name, sampling in (("444", (1, 1)), ("420", (2, 2)), ("422", (2, 1))):
        keep(f"jpeg-ycbcr-{name}.tif",
             written(rgb, photometric="ycbcr", compression="jpeg", subsampling=sampling, tile=(32, 32)))
    keep("jpeg-rgb.tif", written(rgb, photometric="rgb", compression="jpeg", rowsperstrip=8))
    keep("jpeg-gray.tif", written(gray, photometric="minisblack", compression="jpeg"))
    keep("jpeg-pillow.tif", saved(Image.fromarray(rgb), compression="jpeg"))


def fax():
    image = Image.fromarray(bilevel)
    for name in ("tiff_ccitt", "group3", "group4", "raw", "packbits", "tiff_lzw"):
        keep(f"bilevel-{name.replace('tiff_', '')}.tif", saved(image, compression=name), grays(bilevel * 255))
    keep("bilevel-group3-2d.tif", saved(image, compression="group3", tiffinfo={292: 1}), grays(bilevel * 255))
    keep("bilevel-group3-fill.tif", saved(image, compression="group3", tiffinfo={292: 5}), grays(bilevel * 255))
    keep("bilevel-white-is-zero.tif",
         raw_tiff(base(0, 1), [np.packbits(bilevel, axis=1).tobytes()]), grays(255 - bilevel * 255))
    reverse = bytes(int(f"{i:08b}"[::-1], 2) for i in range(256))
    group4 = tifffile.TiffFile(io.BytesIO(saved(image, compression="group4")))
    offset, count = group4.pages[0].dataoffsets[0], group4.pages[0].databytecounts[0]
    group4.filehandle.seek(offset)
    data = group4.filehandle.read(count).translate(reverse)
    keep("bilevel-group4-fill-order.tif",
         raw_tiff(base(1, 1, compression=4, t266=(3, [2])), [data]), grays(bilevel * 255))
    wide = np.zeros((9, 5300), bool)
    for y, run in enumerate((1, 63, 64, 65, 1728, 1791, 2560, 2623, 5000)):
        wide[y, 40:40 + run] = True
    for name in ("group3", "group4"):
        keep(f"bilevel-long-runs-{name}.tif", saved(Image.fromarray(wide), compression=name), grays(wide * 255))


layouts_and_compressions()
depths()
palettes_and_alpha()
other_colors()
ycbcr()
fax()
(target / "TABLE.csv").write_text("file,width,height,sha256,source\n" + "\n".join(sorted(table)) + "\n")
