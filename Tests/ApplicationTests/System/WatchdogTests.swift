import Testing

@testable import Application

struct WatchdogTests {
    @Test(arguments: [
        ["WATCHDOG_USEC": "3000000"], ["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "7"],
    ])
    func `the interval is the one that the environment names`(environment: [String: String]) {
        #expect(Watchdog.interval(environment, process: 7) == 3_000_000)
    }

    @Test(arguments: [
        [:], ["WATCHDOG_USEC": "0"], ["WATCHDOG_USEC": "1"], ["WATCHDOG_USEC": "-5"],
        ["WATCHDOG_USEC": "soon"], ["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "8"],
        ["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": ""],
    ])
    func `without one for this process there is none`(environment: [String: String]) {
        #expect(Watchdog.interval(environment, process: 7) == nil)
        #expect(Watchdog(environment: environment) {} == nil)
    }
}
