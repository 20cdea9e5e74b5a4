import Dispatch

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }

    /// For Dispatch, in milliseconds rounded up; at most some 68 years.
    var dispatchInterval: DispatchTimeInterval {
        let seconds = min(max(components.seconds, 0), Int64(Int32.max))
        let milliseconds = (components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return .milliseconds(Int(seconds * 1000 + max(milliseconds, 0)))
    }
}
