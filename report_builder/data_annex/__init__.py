"""The data annex: a workbook beside the report with every table and chart as data.

report_builder.data_annex.published    a published table, as the guidance wants one
report_builder.data_annex.of_report    the report's own tables and charts
report_builder.data_annex.of_files     the tables of the file examination
report_builder.data_annex.book         which sheets there are, and what cover and notes say
report_builder.data_annex.workbook     the edge to Excel
report_builder.data_annex.writing      from the store to the file beside the report
"""
