import Testing

@testable import Application

struct ConfigurationFileTests {
    @Test func `names and values are read with their lines`() {
        let file = ConfigurationFile(
            """
            # where it is
            LISTEN = 127.0.0.1:9000

              ARENA_DATA_DIR="/srv/arena data"\r
            BASE_URL=https://a.no/?x=#y
            PORT =
            """)
        #expect(file.problems == [])
        #expect(
            file.entries == [
                .init(name: "LISTEN", value: "127.0.0.1:9000", line: 2),
                .init(name: "DATA_DIR", value: "/srv/arena data", line: 4),
                .init(name: "BASE_URL", value: "https://a.no/?x=#y", line: 5),
                .init(name: "PORT", value: "", line: 6),
            ])
    }

    @Test func `lines that are no setting are told, all of them`() {
        let file = ConfigurationFile("LISTEN\nPORT = 1\nARENA_PORT = 2\n=\n")
        #expect(
            file.problems == [
                .init(line: 1, reason: "it is no NAME = value"),
                .init(line: 3, reason: "PORT stands in line 2 already"),
            ])
        #expect(file.entries.map(\.name) == ["PORT", ""])
    }
}
