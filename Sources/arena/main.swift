import Application
import Glibc

exit(Program.runCurrent())
