"""The same content in Streamlit, with its own line chart."""

import pandas as pd
import streamlit as st

COUNTS = [12, 14, 11, 15, 13, 12, 16, 14, 13, 11, 15, 14] * 3

by = st.slider("Move the last 12 points", 0, 30, 0)
name = st.text_input("Name of the chart", "Falls")
values = [*COUNTS[:24], *(count + by for count in COUNTS[24:])]
st.subheader(name)
st.line_chart(pd.DataFrame({"falls": values}))
st.text(f"Mean of the last 12 points: {sum(values[24:]) / 12:.1f}")
