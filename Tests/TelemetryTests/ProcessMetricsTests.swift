import Glibc
import Testing

@testable import Telemetry

struct ProcessMetricsTests {
    @Test func `this process has all five metrics with likely values`() throws {
        let registry = MetricsRegistry()
        ProcessMetrics.register(in: registry)
        let text = String(decoding: registry.exposition(), as: UTF8.self)
        var values: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ")
            values[String(parts[0])] = parts[1] == "+Inf" ? .infinity : Double(parts[1])
        }
        #expect(values.count == 5)
        #expect(try #require(values["process_cpu_seconds_total"]) >= 0)
        #expect(try #require(values["process_resident_memory_bytes"]) > 1_000_000)
        let open = try #require(values["process_open_fds"])
        let most = try #require(values["process_max_fds"])
        #expect(open >= 3 && open <= most)
        let start = try #require(values["process_start_time_seconds"])
        let now = Double(time(nil))
        #expect(start > now - 86_400 && start < now + 60)
        #expect(text.contains("# TYPE process_cpu_seconds_total counter\n"))
    }

    @Test func `a file that is missing has no text`() {
        #expect(ProcessFiles.text("/proc/self/no-such-file") == nil)
    }

    @Test func `the line after a prefix is the first that begins with it`() {
        #expect(ProcessFiles.line(of: "cpu 1\nbtime 7\nbtime 8\n", after: "btime ") == "7")
        #expect(ProcessFiles.line(of: "x btime 7\n", after: "btime ") == nil)
    }
}
