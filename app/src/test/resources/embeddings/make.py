"""Writes the Parquet files of this folder, as other tools write them (pyarrow 25.0, pandas 3.0)."""
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

vectors = [[0.25, -1.5, 3.0], [1.0, 0.0, 0.1], [0.5, 0.5, -0.5]]
ids = {"pair_id": pd.Categorical(["p", "p", "q"]), "category": ["c", "c", "d"]}

# numpy arrays in pandas: list<double>, Snappy; a seed that is double since one could be missing; another column name
frame = pd.DataFrame({**ids, "alpha": np.float32([0.1, 0.5, 0.5]), "seed": [2.0, 1.0, 1.0]})
frame["clip"] = [np.array(v) for v in vectors]
frame.to_parquet("pandas.parquet")

# fixed-size lists of float, Zstandard, small pages and row groups, texts beside the images
table = pa.table({
    "image": ["b.png", "a.png", "c.png"],
    "score": pa.array([0.5, None, 2.0]),
    "day": pa.array([0, 1, 2], pa.date32()),
    "image_embedding": pa.array(vectors, pa.list_(pa.float32(), 3)),
    "text_embedding": pa.array([[1, 2], [3, 4], [1, 2]], pa.list_(pa.float32())),
})
pq.write_table(table, "arrow.parquet", compression="zstd", row_group_size=2, data_page_size=16)

# columns of single numbers
frame = pd.DataFrame({"image": ["a", "b", "c"]})
for i in (2, 0, 1):
    frame[f"e{i}"] = [v[i] for v in vectors]
frame.to_parquet("columns.parquet", compression="gzip")

pq.write_table(table, "lz4.parquet", compression="lz4")
pq.write_table(table, "brotli.parquet", compression="brotli")

# what is no vector
def write(name, *rows, kind=pa.float32()):
    column = pa.array(rows, pa.list_(kind))
    pq.write_table(pa.table({"image": [f"{i}.png" for i in range(len(rows))], "image_embedding": column}), name)

write("missing-element.parquet", [1.0, 2.0], [1.0, None])
write("not-finite.parquet", [1.0, 2.0], [float("nan"), 1.0])
write("too-large.parquet", [1.0, 1e39], kind=pa.float64())
write("null.parquet", [1.0], None)
write("empty-list.parquet", [])
write("zero.parquet", [0.0, 0.0])
write("ragged.parquet", [1.0, 2.0], [1.0, 2.0], [1.0])
write("integers.parquet", [1, 2], kind=pa.int32())
write("no-rows.parquet")
