import Glibc
import Testing

@testable import Telemetry

struct LogStyleTests {
    @Test func `auto is the journal when the descriptor is its stream`() throws {
        let stream = try #require(LogEnvironment.stream(of: STDERR_FILENO))
        let sink = Log.Sink.descriptor(STDERR_FILENO)
        let journal = LogEnvironment(journalStream: stream)
        #expect(LogStyle(.auto, sink: sink, environment: journal) == .journal)
        #expect(LogStyle(.json, sink: sink, environment: journal) == .json)
        let other = LogEnvironment(journalStream: stream + "1", noColour: "1")
        #expect(LogStyle(.auto, sink: sink, environment: other) == .text(isColoured: false))
        let closure = Log.Sink.closure { _ in }
        #expect(LogStyle(.auto, sink: closure, environment: journal) == .text(isColoured: false))
    }

    @Test func `only a terminal without NO_COLOR gets colour`() throws {
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        defer { close(terminal) }
        let sink = Log.Sink.descriptor(terminal)
        let cases: [(String?, Bool)] = [(nil, true), ("", true), ("1", false)]
        for (noColour, isColoured) in cases {
            let environment = LogEnvironment(noColour: noColour)
            let style = LogStyle(.text, sink: sink, environment: environment)
            #expect(style == .text(isColoured: isColoured))
        }
        let file = open("/dev/null", O_WRONLY)
        defer { close(file) }
        let plain = LogStyle(.text, sink: .descriptor(file), environment: LogEnvironment())
        #expect(plain == .text(isColoured: false))
    }
}
