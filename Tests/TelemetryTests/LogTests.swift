import Glibc
import Synchronization
import Testing

@testable import Telemetry

struct LogTests {
    @Test(arguments: [
        (Log.Level.error, ["e"]), (.warning, ["e", "w"]), (.notice, ["e", "w", "n"]),
        (.info, ["e", "w", "n", "i"]), (.debug, ["e", "w", "n", "i", "d"]),
    ])
    func `events less grave than the level are left out`(level: Log.Level, written: [String]) {
        let collected = CollectedLines()
        let log = collected.log(level: level, .journal)
        log.error("e")
        log.warning("w")
        log.notice("n")
        log.info("i")
        log.debug("d")
        #expect(collected.lines.map { String($0.dropFirst(3).dropLast()) } == written)
    }

    @Test func `neither message nor fields are computed when the level is off`() {
        let computed = Atomic<Int>(0)
        func text() -> String {
            computed.add(1, ordering: .relaxed)
            return "computed"
        }
        let collected = CollectedLines()
        collected.log(level: .info).debug(text(), ["value": .string(text())])
        #expect(computed.load(ordering: .relaxed) == 0)
        #expect(collected.lines.isEmpty)
        collected.log(level: .debug).debug(text(), ["value": .string(text())])
        #expect(computed.load(ordering: .relaxed) == 2)
    }

    @Test func `added fields come first on every line`() {
        let collected = CollectedLines()
        let log = collected.log(.journal).adding(["requestId": "r1"]).adding(["client": "c"])
        log.info("Answered.", ["status": 200, "client": "d"])
        #expect(collected.lines == ["<6>Answered. requestId=r1 client=d status=200\n"])
    }

    /// A packet socket keeps the borders between writes.
    @Test func `each line is one write to the descriptor`() throws {
        var sockets: [Int32] = [0, 0]
        let kind = Int32(SOCK_SEQPACKET.rawValue)
        try #require(socketpair(AF_UNIX, kind, 0, &sockets) == 0)
        defer { sockets.forEach { close($0) } }
        let log = Log(level: .info, format: .journal, sink: .descriptor(sockets[0]))
        log.info("First.", ["text": .string(String(repeating: "x", count: 3000))])
        log.error("Second.")
        var buffer = [UInt8](repeating: 0, count: 8192)
        #expect(read(sockets[1], &buffer, buffer.count) == 3000 + "<6>First. text=\n".utf8.count)
        let count = read(sockets[1], &buffer, buffer.count)
        #expect(String(decoding: buffer[..<max(0, count)], as: UTF8.self) == "<3>Second.\n")
    }

    @Test func `a descriptor that cannot be written does no harm`() {
        Log(level: .info, format: .text, sink: .descriptor(-1)).error("Nobody reads this.")
        Log.silent.error("Nobody reads this either.")
    }

    @Test func `the time is that of the call`() throws {
        var before = timespec()
        clock_gettime(CLOCK_REALTIME, &before)
        let collected = CollectedLines()
        Log(format: .text, sink: collected.sink).error("Now.")
        var after = timespec()
        clock_gettime(CLOCK_REALTIME, &after)
        let stamp = try #require(collected.lines.first).prefix(24)
        #expect(text(before) <= stamp && stamp <= text(after))
    }

    @Test func `levels and formats are found by name`() {
        for level in Log.Level.allCases { #expect(Log.Level(name: level.name) == level) }
        #expect(Log.Level(name: "Error") == nil)
        #expect(Log.Format.allCases.map(\.rawValue) == ["auto", "text", "json", "journal"])
    }
}
