import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Telemetry

struct LogQueueTests {
    /// A pipe whose lines are read only when a test asks.
    private final class Pipe: Sendable {
        let writing: Int32
        private let reading: Int32
        private let rest = Mutex<[UInt8]>([])

        init() throws {
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            reading = ends[0]
            writing = ends[1]
        }

        deinit {
            close(reading)
            close(writing)
        }

        /// The next lines; none when nothing comes in half a minute.
        func lines() -> [String] {
            var waiting = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 30_000) == 1 else { return [] }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(reading, &buffer, buffer.count)
            let bytes = rest.withLock { $0 } + buffer[..<max(0, count)]
            let end = (bytes.lastIndex(of: 0x0A) ?? -1) + 1
            rest.withLock { $0 = Array(bytes[end...]) }
            return bytes[..<end].split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static func log(_ pipe: Pipe) -> Log {
        Log(level: .info, format: .journal, sink: .descriptor(pipe.writing))
    }

    @Test(arguments: [false, true])
    func `who logs waits for no reader, and is told how many lines were dropped`(
        isNonBlocking: Bool
    ) throws {
        let pipe = try Pipe()
        if isNonBlocking { _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK) }
        let log = Self.log(pipe)
        let count = 20_000
        let filler = String(repeating: "x", count: 100)
        for number in 0..<count { log.info(filler, ["number": .integer(number)]) }
        var numbers: [Int] = []
        var dropped = 0
        while numbers.count + dropped < count {
            let lines = pipe.lines()
            try #require(!lines.isEmpty)
            for line in lines {
                let value = try #require(line.split(separator: "=").last.flatMap { Int($0) })
                if line.hasPrefix("<4>log lines dropped count=") {
                    dropped += value
                } else {
                    numbers.append(value)
                }
            }
        }
        #expect(dropped > 0)
        #expect(numbers.count > 5000)
        #expect(numbers == numbers.sorted())
        #expect(numbers.count + dropped == count)
        log.info("again")
        #expect(pipe.lines() == ["<6>again"])
    }

    @Test func `lines of one thread stay in order among those of others`() throws {
        let pipe = try Pipe()
        let log = Self.log(pipe)
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for number in 0..<100 { log.info("\(thread)", ["number": .integer(number)]) }
        }
        var lines: [String] = []
        while lines.count < 400 {
            let next = pipe.lines()
            try #require(!next.isEmpty)
            lines += next
        }
        for thread in 0..<4 {
            let own = lines.filter { $0.hasPrefix("<6>\(thread) ") }
            #expect(own == (0..<100).map { "<6>\(thread) number=\($0)" })
        }
    }

    @Test func `a flush ends when all is written, and also when nobody reads`() throws {
        let pipe = try Pipe()
        let log = Self.log(pipe)
        for number in 0..<10 { log.info("\(number)") }
        log.flush()
        #expect(pipe.lines().count == 10)
        log.flush()
        let filler = String(repeating: "x", count: 4000)
        for _ in 0..<100 { log.info(filler) }
        log.flush()
        // The writer ends with the pipe: what is left is read for it.
        var left = 100
        while left > 0 {
            let lines = pipe.lines()
            try #require(!lines.isEmpty)
            left -= lines.count
        }
    }

    @Test func `a line that is longer than what may wait is written`() throws {
        let pipe = try Pipe()
        let log = Self.log(pipe)
        log.info(String(repeating: "y", count: LogQueue.byteCountMax + 1))
        var lines: [String] = []
        for _ in 0..<100 where lines.isEmpty { lines = pipe.lines() }
        #expect(lines.first?.utf8.count == LogQueue.byteCountMax + 4)
    }
}
