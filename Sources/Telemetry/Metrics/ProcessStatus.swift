import Glibc

/// What `/proc/self/stat` tells, in clock ticks.
struct ProcessStatus: Equatable {
    let processorTicks: UInt64
    /// Since the machine started.
    let startTicks: UInt64

    /// Reads the text of `/proc/self/stat`; nil when it is not of the known form.
    init?(_ text: String) {
        // The second field is a name in parentheses, which may hold spaces and parentheses.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[end...].split(separator: " ").dropFirst()
        // Field 3, the state, is the first here: 14 and 15 are the times, 22 the start.
        let numbers = [14, 15, 22].map { field in
            fields.dropFirst(field - 3).first.flatMap { UInt64($0) }
        }
        guard let user = numbers[0], let system = numbers[1], let start = numbers[2] else {
            return nil
        }
        processorTicks = user &+ system
        startTicks = start
    }

    static var current: ProcessStatus? {
        ProcessFiles.text("/proc/self/stat").flatMap { ProcessStatus($0) }
    }

    private static let ticksPerSecond = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))

    /// User and system time together.
    var processorSeconds: Double { Double(processorTicks) / Self.ticksPerSecond }

    /// Since 1970.
    var startSeconds: Double? {
        ProcessFiles.bootSeconds.map { $0 + Double(startTicks) / Self.ticksPerSecond }
    }
}
