import CSystem
import Glibc

/// By what other threads wake a loop that waits for its sockets.
final class LoopBell: Sendable {
    /// Readable anew after each ring; nobody has to take anything from it.
    let descriptor: Int32

    init() throws(HTTPServerError) {
        descriptor = csystem_eventfd_create()
        if descriptor < 0 {
            throw HTTPServerError(operation: "eventfd", endpoint: "loop", code: errno)
        }
    }

    deinit { close(descriptor) }

    /// From any thread; never blocks.
    func ring() {
        var one: UInt64 = 1
        // Fails only where it has rung 2^64 times, and then it is readable still.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }
}
