import Glibc

/// The metrics every process has, under the names that Prometheus clients agree on, read from
/// proc(5) at each exposition.
public enum ProcessMetrics {
    /// Registers processor time, resident memory, open and allowed file descriptors, and the
    /// start time of this process. What cannot be read is left out.
    public static func register(in registry: MetricsRegistry) {
        registry.counterFunction(
            "process_cpu_seconds_total",
            help: "Total user and system CPU time spent in seconds."
        ) { ProcessStatus.current?.processorSeconds }
        registry.gaugeFunction(
            "process_resident_memory_bytes", help: "Resident memory size in bytes."
        ) { ProcessFiles.residentBytes }
        registry.gaugeFunction(
            "process_open_fds", help: "Number of open file descriptors."
        ) { ProcessFiles.openDescriptorCount }
        registry.gaugeFunction(
            "process_max_fds", help: "Maximum number of open file descriptors."
        ) { ProcessFiles.descriptorMax }
        registry.gaugeFunction(
            "process_start_time_seconds",
            help: "Start time of the process since unix epoch in seconds."
        ) { ProcessStatus.current?.startSeconds }
    }
}
