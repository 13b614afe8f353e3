"""Write arrays of 2 x 3 x 4 elements in the forms that numpy.save has.

Element [a, b, c] is 100 * a + 10 * b + c, but [a, b, c] != [0, 0, 0] for truth values. Needs NumPy only.

    python3 make_npy.py OUTPUT_DIR
"""

import pathlib
import sys

import numpy as np
from numpy.lib import format as npy

output = pathlib.Path(sys.argv[1])
a, b, c = np.indices((2, 3, 4))
whole = 100 * a + 10 * b + c

for descriptor in ("<f2", "<f4", "<f8", ">f2", ">f4", ">f8", "|u1", "|i1", "|b1", "<u2", ">u2", "<i2", "<i4", ">i4",
                   "<u4", "<i8", ">i8", "<u8"):
    name = {"<": "little-", ">": "big-", "|": ""}[descriptor[0]] + descriptor[1:]
    values = whole.astype(descriptor)
    np.save(output / f"{name}.npy", values)
    np.save(output / f"{name}-fortran.npy", np.asfortranarray(values))
for version in ((1, 0), (2, 0), (3, 0)):
    with open(output / f"version-{version[0]}.npy", "wb") as file:
        npy.write_array(file, whole.astype("<f4"), version)
