import Telemetry
import Testing

struct ConcurrentMetricsTests {
    @Test func `no addition of any thread is lost`() async {
        let registry = MetricsRegistry()
        let counters = registry.counter("c_total", help: "", labels: ["l"])
        let gauge = registry.gauge("g", help: "")
        let histogram = registry.histogram("h", help: "", buckets: [1, 2])
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for step in 0..<1000 {
                        counters.with("\(step % 3)").add()
                        gauge.add(worker % 2 == 0 ? 3 : -1)
                        histogram.observe(Double(step % 3) + 0.5)
                    }
                }
            }
        }
        #expect((0..<3).reduce(0) { $0 + counters.with("\($1)").value } == 8000)
        #expect(gauge.value == 8000)
        #expect(histogram.count == 8000)
        #expect(histogram.sum == 8 * (334 * 0.5 + 333 * 1.5 + 333 * 2.5))
    }

    @Test func `the same labels give the same metric`() {
        let family = MetricsRegistry().gauge("g", help: "", labels: ["a", "b"])
        #expect(family.with("1", "2") === family.with(["1", "2"]))
        #expect(family.with("1", "2") !== family.with("2", "1"))
        #expect(family.labels == ["a", "b"])
    }
}
