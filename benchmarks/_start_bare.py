"""``python -m benchmarks._start_bare``: the least a program with a window and a field can be."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from benchmarks._usable import end_when_usable

application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLineEdit())
window.resize(1366, 688)
window.show()
end_when_usable()
application.exec()
