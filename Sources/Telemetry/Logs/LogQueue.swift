import Dispatch
import Glibc
import Synchronization

/// The way of lines to a file descriptor: any thread leaves them without a wait, and one writes.
///
/// Where they are not taken for so long that too much waits, lines are dropped, and the log says
/// how many. Lines that one thread leaves are written in their order.
final class LogQueue: Sendable {
    /// How many bytes may wait, unless one line alone has more.
    static let byteCountMax = 1 << 20
    /// What a line takes besides its bytes.
    private static let lineCost = 64

    private struct Waiting {
        var lines: [[UInt8]] = []
        /// Those in `lines` and those that are being written.
        var byteCount = 0
        var droppedCount = 0
        var isWriting = false
    }

    private let descriptor: Int32
    private let notice: @Sendable (_ droppedCount: Int) -> [UInt8]
    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "log", qos: .utility)

    /// Writes to `descriptor`; `notice` makes the line that tells of dropped ones.
    init(_ descriptor: Int32, notice: @escaping @Sendable (_ droppedCount: Int) -> [UInt8]) {
        self.descriptor = descriptor
        self.notice = notice
    }

    /// Takes one whole line, or drops it.
    func append(_ line: [UInt8]) {
        let mustStart = waiting.withLock { waiting in
            let byteCount = waiting.byteCount + line.count + Self.lineCost
            if byteCount > Self.byteCountMax, waiting.byteCount > 0 {
                waiting.droppedCount += 1
                return false
            }
            waiting.lines.append(line)
            waiting.byteCount = byteCount
            defer { waiting.isWriting = true }
            return !waiting.isWriting
        }
        if mustStart { queue.async { self.drain() } }
    }

    /// Waits until what was left by now is written, or `patience` is over.
    func flush(patience: DispatchTimeInterval) {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + patience)
    }

    private func drain() {
        var writtenCount = 0
        while true {
            let (lines, droppedCount) = waiting.withLock { waiting in
                waiting.byteCount -= writtenCount
                defer {
                    waiting.lines = []
                    waiting.droppedCount = 0
                }
                waiting.isWriting = !waiting.lines.isEmpty || waiting.droppedCount > 0
                return (waiting.lines, waiting.droppedCount)
            }
            for line in lines { write(line) }
            if droppedCount > 0 { write(notice(droppedCount)) }
            if lines.isEmpty && droppedCount == 0 { return }
            writtenCount = lines.reduce(0) { $0 + $1.count + Self.lineCost }
        }
    }

    private func write(_ line: [UInt8]) {
        line.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let chunk = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(descriptor, chunk.baseAddress, chunk.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count < 0, errno == EAGAIN {
                    waitForRoom()
                } else if count == 0 || errno != EINTR {
                    // There is nowhere left to report that the log cannot be written.
                    return
                }
            }
        }
    }

    private func waitForRoom() {
        var descriptor = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&descriptor, 1, -1)
    }
}
