"""Draw small photo files of kinds that are easily read wrongly, and write down what Pillow makes of them.

    python3 make_odd_photos.py OUTPUT_DIR

Needs Pillow 12.3 and NumPy. OUTPUT_DIR/table.csv has a line for each file: its name, then width, height and SHA-256 of the
RGB bytes of ImageOps.exif_transpose(Image.open(NAME)).convert("RGB"), row by row, or 0,0,refused where Pillow has none. A few that it reads wrongly have the pixels of a plain twin instead.

ids-*.jpg, adobe-*.jpg  component ids and Adobe segments, with and without JFIF, that say something of colors or contradict it
exif-*.jpg, xmp-*.*     orientations of odd types, in odd places, twice, or in XMP
raw-profile-*.png       EXIF data as ImageMagick writes them: digits in a tEXt, zTXt or iTXt chunk
*.gif                   frames inside and beyond the screen, with and without a transparent index, interlaced, odd blocks
*.bmp                   run lengths, 5 and 6 bits a sample, OS/2 headers, masks
crc-*.png               damaged checksums; end-*.png: without an end
"""

import hashlib
import io
import pathlib
import struct
import sys
import warnings
import zlib

import numpy as np
from PIL import Image, ImageOps, PngImagePlugin

WIDTH, HEIGHT = 24, 16
XMP = '<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" %s/>'
XMP_6 = XMP % 'tiff:Orientation="6"'
FILES = {}

# Files that Pillow 12.3 reads otherwise than their format says: a run of an odd number of pixels loses its last one, what a
# bitmap does not mention makes it refuse the file, and a gray palette of a frame gives way to the one of the screen. The
# right pixels are those of a plain file of the same picture.
TWINS = {}


def scene():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.stack([x * 10, y * 15, (y * 3 + x * 2) * 3], -1).astype(np.uint8)


RGB = scene()
IMAGE = Image.fromarray(RGB)


def saved(format, image=IMAGE, **options):
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


# JPEG


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def behind_start(data, *segments):
    return data[:2] + b"".join(segments) + data[2:]


def without_jfif(data):
    return data[:2] + data[4 + struct.unpack(">H", data[4:6])[0] :]


def adobe(transform):
    return segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([transform]))


def with_ids(data, ids, frame=b"\xff\xc0"):
    data = bytearray(data)
    at = data.index(frame)
    for i, value in enumerate(ids):
        data[at + 10 + 3 * i] = value
    at = 0
    while b"\xff\xda" in data[at:]:
        at = data.index(b"\xff\xda", at)
        count = data[at + 4]
        for i in range(count):
            data[at + 5 + 2 * i] = ids[data[at + 5 + 2 * i] - 1]
        at += 2
    return bytes(data)


def directory(entries, order="<"):
    """EXIF data of entries (tag, type, count, four bytes)."""
    block = (b"II" if order == "<" else b"MM") + struct.pack(order + "HIH", 42, 8, len(entries))
    for tag, kind, count, value in entries:
        block += struct.pack(order + "HHI", tag, kind, count) + value
    return b"Exif\0\0" + block + bytes(4)


def orientation(value, kind=3, order="<"):
    packed = struct.pack(order + {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 13: "I"}[kind], value)
    return (0x0112, kind, 1, packed.ljust(4, b"\0"))


def jpegs():
    plain = saved("JPEG", quality=90, subsampling=0)
    chroma = saved("JPEG", quality=90, subsampling=2)
    progressive = saved("JPEG", quality=90, subsampling=0, progressive=True)
    bare = without_jfif(plain)
    names = {"123": (1, 2, 3), "012": (0, 1, 2), "234": (2, 3, 4), "ycc": b"YCc", "rgb": b"RGB", "bgr": b"BGR", "odd": (1, 34, 35)}
    for name, ids in names.items():
        FILES["ids-%s.jpg" % name] = with_ids(bare, ids)
        FILES["ids-%s-jfif.jpg" % name] = with_ids(plain, ids)
    FILES["ids-012-420.jpg"] = with_ids(without_jfif(chroma), (0, 1, 2))
    FILES["ids-rgb-adobe1.jpg"] = behind_start(with_ids(bare, b"RGB"), adobe(1))
    FILES["ids-ycc-progressive.jpg"] = with_ids(without_jfif(progressive), b"YCc", b"\xff\xc2")
    for transform in (0, 1, 2, 9):
        FILES["adobe-%d.jpg" % transform] = behind_start(bare, adobe(transform))
        FILES["adobe-%d-jfif.jpg" % transform] = plain[:20] + adobe(transform) + plain[20:]
    FILES["adobe-short.jpg"] = behind_start(bare, segment(0xEE, b"Adobe\0\x64\0\0"))
    FILES["adobe-twice.jpg"] = behind_start(bare, adobe(1), adobe(0))
    FILES["jfif-short.jpg"] = behind_start(with_ids(bare, b"RGB"), segment(0xE0, b"JFIF\0\1\1"))
    gray = saved("JPEG", IMAGE.convert("L"), quality=90)
    FILES["gray-adobe-2.jpg"] = behind_start(without_jfif(gray), adobe(2))
    FILES["gray-id-0.jpg"] = with_ids(without_jfif(gray), (0,))
    cmyk = saved("JPEG", IMAGE.convert("CMYK"), quality=90)
    at = cmyk.index(b"Adobe") + 11
    for transform in (0, 1, 2):
        FILES["cmyk-adobe-%d.jpg" % transform] = cmyk[:at] + bytes([transform]) + cmyk[at + 1 :]
    FILES["cmyk-jfif.jpg"] = behind_start(cmyk, segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"))
    # Bytes in front of markers, and comments and notes of every kind.
    FILES["fill-bytes.jpg"] = plain[:2] + b"\xff\xff\xff" + plain[2:]
    FILES["notes.jpg"] = behind_start(plain, *[segment(0xE0 + i, b"note %d" % i) for i in range(16)], segment(0xFE, b""))
    FILES["after-end.jpg"] = plain + plain
    FILES["no-end.jpg"] = plain[:-2]
    exif6 = segment(0xE1, directory([orientation(6)]))
    for kind in (1, 4, 6, 8, 9, 11, 13):
        for order in "<>":
            note = segment(0xE1, directory([orientation(6, kind, order)], order))
            FILES["exif-type-%d-%s.jpg" % (kind, "le" if order == "<" else "be")] = behind_start(plain, note)
    FILES["exif-rational.jpg"] = behind_start(plain, segment(0xE1, directory([(0x0112, 5, 1, struct.pack("<I", 26))]) + struct.pack("<II", 12, 2)))
    FILES["exif-two.jpg"] = behind_start(plain, exif6, segment(0xE1, directory([orientation(3)])))
    FILES["exif-empty-then-6.jpg"] = behind_start(plain, segment(0xE1, directory([])), exif6)
    FILES["exif-twice.jpg"] = behind_start(plain, segment(0xE1, directory([orientation(6), orientation(3)])))
    FILES["exif-cut.jpg"] = behind_start(plain, segment(0xE1, directory([orientation(8), orientation(3)])[: 8 + 2 + 12 + 6 + 8]))
    FILES["exif-value-outside.jpg"] = behind_start(plain, segment(0xE1, directory([(0x010F, 2, 99, struct.pack("<I", 5000)), orientation(6)])))
    FILES["exif-unknown-type.jpg"] = behind_start(plain, segment(0xE1, directory([(0x010F, 99, 9999, bytes(4)), orientation(6)])))
    FILES["exif-no-count.jpg"] = behind_start(plain, segment(0xE1, directory([(0x0112, 3, 0, struct.pack("<I", 6))])))
    FILES["exif-two-values.jpg"] = behind_start(plain, segment(0xE1, directory([(0x0112, 3, 2, struct.pack("<HH", 6, 3))])))
    FILES["exif-swapped-magic.jpg"] = behind_start(plain, segment(0xE1, directory([orientation(6)]).replace(b"II*\0", b"II\0*")))
    FILES["exif-prefix-twice.jpg"] = behind_start(plain, segment(0xE1, b"Exif\0\0" + directory([orientation(6)])))
    for value in (0, 9, 65535):
        FILES["exif-%d.jpg" % value] = behind_start(plain, segment(0xE1, directory([orientation(value)])))
    at = plain.index(b"\xff\xda")
    FILES["exif-before-scan.jpg"] = plain[:at] + exif6 + plain[at:]
    FILES["exif-after-scan.jpg"] = plain[:-2] + exif6 + plain[-2:]
    xmp = b"http://ns.adobe.com/xap/1.0/\0"
    FILES["xmp-6.jpg"] = behind_start(plain, segment(0xE1, xmp + XMP_6.encode()))
    FILES["xmp-element.jpg"] = behind_start(plain, segment(0xE1, xmp + b"<tiff:Orientation>8</tiff:Orientation>"))
    FILES["xmp-spaced.jpg"] = behind_start(plain, segment(0xE1, xmp + b'tiff:Orientation = "6"'))
    FILES["xmp-two.jpg"] = behind_start(plain, segment(0xE1, xmp + XMP_6.encode()), segment(0xE1, xmp + (XMP % 'tiff:Orientation="3"').encode()))
    FILES["xmp-6-exif-3.jpg"] = behind_start(plain, segment(0xE1, xmp + XMP_6.encode()), segment(0xE1, directory([orientation(3)])))
    FILES["xmp-6-exif-byte.jpg"] = behind_start(plain, segment(0xE1, xmp + XMP_6.encode()), segment(0xE1, directory([orientation(3, 1)])))
    FILES["xmp-6-exif-without.jpg"] = behind_start(plain, segment(0xE1, xmp + XMP_6.encode()), segment(0xE1, directory([])))


# PNG


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*notes, behind=(), depth=8, color=2, pixels=RGB):
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(notes) + chunk(b"IDAT", zlib.compress(rows, 9)) + b"".join(behind) + chunk(b"IEND", b"")


def pngs():
    block = directory([orientation(6)])
    profile = b"\nexif\n%8d\n" % len(block) + b"\n".join(block.hex().encode()[i : i + 72] for i in range(0, 2 * len(block), 72)) + b"\n"
    key = b"Raw profile type exif\0"
    FILES["raw-profile-ztxt.png"] = png(chunk(b"zTXt", key + b"\0" + zlib.compress(profile)))
    FILES["raw-profile-text.png"] = png(chunk(b"tEXt", key + profile))
    FILES["raw-profile-itxt.png"] = png(chunk(b"iTXt", key + b"\0\0\0\0" + profile))
    FILES["raw-profile-itxt-z.png"] = png(chunk(b"iTXt", key + b"\1\0\0\0" + zlib.compress(profile)))
    FILES["raw-profile-behind.png"] = png(behind=[chunk(b"zTXt", key + b"\0" + zlib.compress(profile))])
    FILES["raw-profile-app1.png"] = png(chunk(b"zTXt", b"Raw profile type APP1\0\0" + zlib.compress(profile)))
    FILES["raw-profile-exif-3.png"] = png(chunk(b"tEXt", key + profile), chunk(b"eXIf", directory([orientation(3)])[6:]))
    xmp = b"XML:com.adobe.xmp\0"
    FILES["xmp-6.png"] = png(chunk(b"iTXt", xmp + b"\0\0\0\0" + XMP_6.encode()))
    FILES["xmp-6-z.png"] = png(chunk(b"iTXt", xmp + b"\1\0en\0key\0" + zlib.compress(XMP_6.encode())))
    FILES["xmp-6-text.png"] = png(chunk(b"tEXt", xmp + XMP_6.encode()))
    FILES["xmp-6-exif-3.png"] = png(chunk(b"iTXt", xmp + b"\0\0\0\0" + XMP_6.encode()), chunk(b"eXIf", directory([orientation(3)])[6:]))
    FILES["exif-behind.png"] = png(behind=[chunk(b"eXIf", directory([orientation(6)])[6:])])
    FILES["exif-two.png"] = png(chunk(b"eXIf", directory([orientation(3)])[6:]), chunk(b"eXIf", directory([orientation(6)])[6:]))
    FILES["exif-prefixed.png"] = png(chunk(b"eXIf", directory([orientation(6)])))
    FILES["exif-empty.png"] = png(chunk(b"eXIf", b""))
    FILES["text-short.png"] = png(chunk(b"tEXt", b""), chunk(b"zTXt", b"a"), chunk(b"iTXt", b"a"), chunk(b"zTXt", xmp + b"\0junk"))
    whole = png()
    FILES["end-none.png"], FILES["end-half.png"], FILES["end-junk.png"] = whole[:-12], whole[:-5], whole + b"junk"
    FILES["crc-header.png"] = whole[:29] + bytes([whole[29] ^ 255]) + whole[30:]
    note = bytearray(png(chunk(b"tEXt", b"a\0b")))
    note[33 + 8 + 3] ^= 255
    FILES["crc-note.png"] = bytes(note)
    data = bytearray(whole)
    data[-13] ^= 255
    FILES["crc-data.png"] = bytes(data)
    FILES["transparent-rgb.png"] = png(chunk(b"tRNS", struct.pack(">HHH", 0, 0, 0)))
    FILES["transparent-gray.png"] = png(chunk(b"tRNS", struct.pack(">H", 10)), color=0, pixels=RGB[..., 0])
    palette = chunk(b"PLTE", bytes(range(30, 90)))
    FILES["palette-short.png"] = png(palette, color=3, pixels=RGB[..., 0] // 13)
    FILES["palette-transparent.png"] = png(palette, chunk(b"tRNS", b"\0\x80"), color=3, pixels=RGB[..., 0] // 13)


# GIF


def packed(indices, bits, early_end=False):
    """LZW as GIF has it, with a clear before each code, so that all codes have one length."""
    value, length = 0, 0
    clear = 1 << bits
    for index in indices:
        for code in (clear, index):
            value |= code << length
            length += bits + 1
    value |= (clear + 1) << length
    length += bits + 1
    data = value.to_bytes((length + 7) // 8, "little")
    return bytes([bits]) + b"".join(bytes([len(data[i : i + 255])]) + data[i : i + 255] for i in range(0, len(data), 255)) + b"\0"


COLORS = bytes([200, 0, 0, 0, 200, 0, 0, 0, 200, 90, 80, 70])


def gif(screen, place, indices, transparent=None, background=0, colors=COLORS, local=None, blocks=b"", interlaced=False, behind=b";"):
    flags = 0x80 | (len(colors) // 6).bit_length() - 1 if colors else 0
    file = b"GIF89a" + struct.pack("<HHBBB", *screen, flags, background, 0) + (colors or b"") + blocks
    if transparent is not None:
        file += b"\x21\xf9\x04" + bytes([1, 0, 0, transparent]) + b"\0"
    flags = (0x40 if interlaced else 0) | (0x80 | (len(local) // 6).bit_length() - 1 if local else 0)
    return file + b"," + struct.pack("<HHHHB", *place, flags) + (local or b"") + packed(indices, 2) + behind


def gifs():
    eight = [(x + y) % 4 for y in range(8) for x in range(8)]
    FILES["whole.gif"] = gif((8, 8), (0, 0, 8, 8), eight)
    FILES["inside.gif"] = gif((16, 12), (4, 2, 8, 8), eight, background=2)
    FILES["inside-transparent.gif"] = gif((16, 12), (4, 2, 8, 8), eight, transparent=3, background=2)
    FILES["beyond.gif"] = gif((4, 4), (0, 0, 8, 8), eight)
    FILES["beyond-partly.gif"] = gif((10, 10), (6, 1, 8, 8), eight, transparent=1)
    FILES["screen-empty.gif"] = gif((0, 0), (2, 2, 8, 8), eight)
    FILES["interlaced.gif"] = gif((9, 10), (1, 1, 8, 8), eight, interlaced=True)
    FILES["local.gif"] = gif((9, 10), (1, 1, 8, 8), eight, local=COLORS[::-1])
    FILES["no-palette.gif"] = gif((9, 10), (1, 1, 8, 8), eight, colors=None, transparent=2)
    FILES["gray-palette.gif"] = gif((9, 10), (1, 1, 8, 8), eight, colors=bytes([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]))
    FILES["gray-local.gif"] = gif((9, 10), (1, 1, 8, 8), eight, local=bytes([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]))
    TWINS["gray-local.gif"] = FILES["gray-palette.gif"]
    FILES["palette-short.gif"] = gif((9, 10), (1, 1, 8, 8), eight, colors=COLORS[:6])
    FILES["transparent-outside.gif"] = gif((12, 10), (1, 1, 8, 8), eight, transparent=77)
    FILES["blocks.gif"] = gif((9, 10), (1, 1, 8, 8), eight, blocks=b"\0\0!\xfe\1a\0!\xff\x0bNETSCAPE2.0\3\1\0\0\0!\1\0\0")
    FILES["two-frames.gif"] = gif((9, 10), (1, 1, 8, 8), eight, behind=b"," + struct.pack("<HHHHB", 0, 0, 9, 10, 0) + packed([1] * 90, 2) + b";")
    FILES["no-trailer.gif"] = gif((8, 8), (0, 0, 8, 8), eight, behind=b"")
    FILES["too-few.gif"] = gif((8, 8), (0, 0, 8, 8), eight[:60])
    FILES["too-many.gif"] = gif((8, 8), (0, 0, 8, 8), eight + eight)
    noise = np.random.default_rng(2).integers(0, 256, (64, 96), dtype=np.uint8)
    FILES["noise.gif"] = saved("GIF", Image.fromarray(noise))
    FILES["repeating.gif"] = saved("GIF", Image.fromarray(np.tile(np.arange(16, dtype=np.uint8) * 16, (64, 6))))
    FILES["pillow.gif"] = saved("GIF", IMAGE.quantize(64))


# BMP


def bmp(width, height, bits, compression, colors, data, masks=b"", header=40, gap=b""):
    head = {
        12: lambda: struct.pack("<IHHHH", 12, width, height, 1, bits),
        40: lambda: struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(data), 0, 0, len(colors) // 4, 0),
    }
    if header in head:
        info = head[header]()
    else:
        info = struct.pack("<I", header) + head[40]()[4:] + masks
        info, masks = info.ljust(header, b"\0"), b""
    offset = 14 + len(info) + len(masks) + len(colors) + len(gap)
    return b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + info + masks + colors + gap + data


def bmps():
    four = b"".join(bytes([i * 17, 255 - i * 17, i * 5, 0]) for i in range(16))
    eight = b"".join(bytes([i, 255 - i, i // 2, 0]) for i in range(256))
    FILES["rle4.bmp"] = bmp(6, 2, 4, 2, four, bytes([0, 5, 0x12, 0x34, 0x50, 0, 1, 0x60, 0, 0, 6, 0x12, 0, 0, 0, 1]))
    TWINS["rle4.bmp"] = bmp(6, 2, 4, 0, four, bytes([0x12, 0x34, 0x56, 0, 0x12, 0x12, 0x12, 0]))
    FILES["rle4-even.bmp"] = bmp(6, 2, 4, 2, four, bytes([0, 4, 0x12, 0x34, 2, 0x56, 0, 0, 6, 0x12, 0, 0, 0, 1]))
    FILES["rle4-encoded.bmp"] = bmp(6, 1, 4, 2, four, bytes([6, 0x12, 0, 0, 0, 1]))
    FILES["rle4-absolute.bmp"] = bmp(6, 1, 4, 2, four, bytes([0, 6, 0x12, 0x34, 0x56, 0, 0, 0, 0, 1]))
    FILES["rle4-odd-runs.bmp"] = bmp(6, 1, 4, 2, four, bytes([3, 0x12, 3, 0x34, 0, 0, 0, 1]))
    FILES["rle4-delta.bmp"] = bmp(6, 3, 4, 2, four, bytes([2, 0x99, 0, 2, 1, 1, 2, 0x77, 0, 0, 6, 0x55, 0, 0, 0, 1]))
    FILES["rle8.bmp"] = bmp(6, 2, 8, 1, eight, bytes([3, 9, 0, 3, 1, 2, 3, 0, 0, 0, 6, 7, 0, 0, 0, 1]))
    FILES["rle8-delta.bmp"] = bmp(6, 3, 8, 1, eight, bytes([2, 9, 0, 2, 1, 1, 2, 7, 0, 0, 6, 5, 0, 0, 0, 1]))
    FILES["rle8-too-long.bmp"] = bmp(6, 2, 8, 1, eight, bytes([9, 9, 0, 0, 6, 7, 0, 0, 0, 1]))
    FILES["rle8-early-end.bmp"] = bmp(6, 2, 8, 1, eight, bytes([6, 9, 0, 1]))
    TWINS["rle8-early-end.bmp"] = bmp(6, 2, 8, 0, eight, bytes([9] * 6 + [0] * 10))
    FILES["rle8-gray.bmp"] = bmp(6, 1, 8, 1, b"".join(bytes([i, i, i, 0]) for i in range(256)), bytes([6, 9, 0, 1]))
    words = (np.arange(24 * 8, dtype="<u2") * 339).reshape(8, 24)
    FILES["555.bmp"] = bmp(24, 8, 16, 0, b"", words.tobytes())
    FILES["555-masks.bmp"] = bmp(24, 8, 16, 3, b"", words.tobytes(), struct.pack("<III", 0x7C00, 0x3E0, 0x1F))
    FILES["565.bmp"] = bmp(24, 8, 16, 3, b"", words.tobytes(), struct.pack("<III", 0xF800, 0x7E0, 0x1F))
    FILES["565-v3.bmp"] = bmp(24, 8, 16, 3, b"", words.tobytes(), struct.pack("<IIII", 0xF800, 0x7E0, 0x1F, 0), header=56)
    pixels = bytes(range(96))
    FILES["24.bmp"] = bmp(4, 4, 24, 0, b"", bytes(range(48)))
    FILES["24-padded.bmp"] = bmp(3, 2, 24, 0, b"", bytes(range(24)))
    FILES["24-gap.bmp"] = bmp(4, 4, 24, 0, b"", bytes(range(48)), gap=b"gap")
    FILES["24-short.bmp"] = bmp(4, 4, 24, 0, b"", bytes(range(40)))
    FILES["24-top-down.bmp"] = bmp(4, -4, 24, 0, b"", bytes(range(48)))
    FILES["24-os2.bmp"] = bmp(4, 4, 24, 0, b"", bytes(range(48)), header=12)
    FILES["24-os2-v2.bmp"] = bmp(4, 4, 24, 0, b"", bytes(range(48)), header=64)
    FILES["32.bmp"] = bmp(4, 4, 32, 0, b"", pixels)
    for name, masks in {"bgrx": (0xFF0000, 0xFF00, 0xFF), "xbgr": (0xFF000000, 0xFF0000, 0xFF00), "bgxr": (0xFF000000, 0xFF00, 0xFF)}.items():
        FILES["32-%s.bmp" % name] = bmp(4, 4, 32, 3, b"", pixels, struct.pack("<III", *masks))
    for name, masks in {"bgra": (0xFF0000, 0xFF00, 0xFF, 0xFF000000), "rgba": (0xFF, 0xFF00, 0xFF0000, 0xFF000000), "none": (0, 0, 0, 0)}.items():
        FILES["32-%s-v4.bmp" % name] = bmp(4, 4, 32, 3, b"", pixels, struct.pack("<IIII", *masks), header=108)
    FILES["8.bmp"] = bmp(6, 2, 8, 0, eight, bytes(range(40, 56)))
    FILES["8-few-colors.bmp"] = bmp(6, 2, 8, 0, eight[:40], bytes(range(16)))
    FILES["8-os2.bmp"] = bmp(6, 2, 8, 0, b"".join(eight[i : i + 3] for i in range(0, 1024, 4)), bytes(range(40, 56)), header=12)
    FILES["8-os2-v2.bmp"] = bmp(6, 2, 8, 0, eight, bytes(range(40, 56)), header=64)
    FILES["4.bmp"] = bmp(6, 2, 4, 0, four, bytes([0x12, 0x34, 0x56, 0, 0x65, 0x43, 0x21, 0]))
    FILES["1.bmp"] = bmp(10, 2, 1, 0, bytes([9, 8, 7, 0, 200, 100, 50, 0]), bytes([0xA5, 0x40, 0, 0, 0x5A, 0x80, 0, 0]))
    FILES["1-black-white.bmp"] = bmp(10, 2, 1, 0, bytes([0, 0, 0, 0, 255, 255, 255, 0]), bytes([0xA5, 0x40, 0, 0, 0x5A, 0x80, 0, 0]))


def main(folder):
    for kind in (jpegs, pngs, gifs, bmps):
        kind()
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, content in sorted(FILES.items()):
        (folder / name).write_bytes(content)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with Image.open(io.BytesIO(TWINS.get(name, content))) as image:
                    pixels = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
            lines.append("%s,%d,%d,%s" % (name, pixels.shape[1], pixels.shape[0], hashlib.sha256(pixels.tobytes()).hexdigest()))
        except Exception:  # whatever Pillow throws means that it cannot read the file
            lines.append("%s,0,0,refused" % name)
    (folder / "table.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
