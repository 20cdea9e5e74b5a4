import Dispatch
import Foundation
import Testing

/// The program itself as a child process, ended with the last reference at the latest.
final class ArenaProcess {
    /// How a process ended and what it wrote.
    struct Ending {
        let status: Int32
        let data: String
        let messages: [String]
    }

    private static let secondsMax = 60

    private let process = Process()
    private let data = Pipe()
    private let messages = Pipe()
    private let watchdog: DispatchWorkItem
    private var readData = ""
    private var readMessages = ""

    /// Starts it in `folder`, with standard output to be read here or going to `dataPath`.
    init(
        _ words: String..., environment: [String: String] = [:], in folder: TemporaryFolder,
        dataPath: String? = nil
    ) throws {
        // The test runner lies beside the program.
        let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(filePath: runner).deletingLastPathComponent()
            .appending(path: "arena")
        process.arguments = words
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardInput = FileHandle.nullDevice
        if let dataPath {
            process.standardOutput = try FileHandle(forWritingTo: URL(filePath: dataPath))
            try data.fileHandleForWriting.close()
        } else {
            process.standardOutput = data
        }
        process.standardError = messages
        try process.run()
        // Ends what hangs, so that nobody waits for it for ever.
        let number = process.processIdentifier
        watchdog = DispatchWorkItem { kill(number, SIGKILL) }
        DispatchQueue.global().asyncAfter(
            deadline: .now() + .seconds(Self.secondsMax), execute: watchdog)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        watchdog.cancel()
    }

    var identifier: Int32 { process.processIdentifier }

    /// Waits for the line that a server prints when it listens, and answers the address in it.
    func address() throws -> String {
        while !readData.contains("\n") {
            let more = data.fileHandleForReading.availableData
            if more.isEmpty { break }
            readData += String(decoding: more, as: UTF8.self)
        }
        let start = "listening on "
        try #require(readData.hasPrefix(start), "\(ending().messages)")
        return String(readData.dropFirst(start.count).prefix { $0 != "\n" })
    }

    /// The same, and the port in it.
    func port() throws -> UInt16 {
        let address = try address()
        return try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
    }

    /// Waits until a line of the log or a message contains `text`.
    func waitForMessage(_ text: String) throws {
        while !readMessages.contains(text) {
            let more = messages.fileHandleForReading.availableData
            try #require(!more.isEmpty, "the process ended without \(text): \(readMessages)")
            readMessages += String(decoding: more, as: UTF8.self)
        }
    }

    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// Waits for the end.
    func ending() -> Ending {
        readMessages += String(
            decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        readData += String(
            decoding: data.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let isExit = process.terminationReason == .exit
        return Ending(
            status: isExit ? process.terminationStatus : -process.terminationStatus,
            data: readData, messages: readMessages.split(separator: "\n").map(String.init))
    }
}
