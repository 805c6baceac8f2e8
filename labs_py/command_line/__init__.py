"""The simulator for teachers and engineers: run, compare, sweep, plot and calibrate from a shell.

Not part of the wheel that goes to the browser. ``python3 -m mkdocs_course lab --help``; where
labs_py is installed with the extra ``lab``, ``python -m labs_py.command_line --help`` is the same.
"""
