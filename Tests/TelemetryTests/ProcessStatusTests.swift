import Testing

@testable import Telemetry

struct ProcessStatusTests {
    static let numbers = "S 1 2 3 4 5 6 7 8 9 10 250 50 13 14 15 16 17 18 4711 20"

    @Test(arguments: ["1 (arena) ", "1 (a b) c) ", "1 ()) "])
    func `the name may hold spaces and parentheses`(start: String) throws {
        let status = try #require(ProcessStatus(start + Self.numbers))
        #expect(status.processorTicks == 300)
        #expect(status.startTicks == 4711)
    }

    @Test(arguments: ["", "1 (arena)", "1 (arena) S 1 2", "1 arena " + numbers, "1 (a) S x"])
    func `text of another form is refused`(text: String) {
        #expect(ProcessStatus(text) == nil)
    }
}
