"""PDFium 的锁: the library may not be called from two threads at once, whatever it is called for."""

import threading

ONE_AT_A_TIME = threading.RLock()
