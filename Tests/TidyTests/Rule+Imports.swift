extension Rule {
    private static let everywhere: Set = ["Dispatch", "Foundation", "Glibc", "Synchronization"]

    /// What each target may import: the direction of the modules. The domain has no I/O and no
    /// clock, hence nothing of the system.
    private static let modules: [String: Set<String>] = [
        "JSON": ["Glibc"],
        "Crypto": ["CSystem", "Glibc", "Synchronization"],
        "Telemetry": ["Dispatch", "Glibc", "Synchronization"],
        "Storage": [
            "CSystem", "Crypto", "Dispatch", "Glibc", "Synchronization", "Telemetry",
        ],
        "HTTP": ["CSystem", "Dispatch", "Glibc", "Synchronization", "Telemetry"],
        "ArenaCore": [],
        "ArenaStore": everywhere.union(["ArenaCore", "Crypto", "JSON", "Storage", "Telemetry"]),
        "ArenaAPI": everywhere.union([
            "ArenaCore", "ArenaStore", "Crypto", "HTTP", "JSON", "Telemetry",
        ]),
        "ArenaWebhooks": everywhere.union([
            "ArenaCore", "ArenaStore", "Crypto", "HTTP", "JSON", "Telemetry",
        ]),
        "Application": everywhere.union([
            "ArenaAPI", "ArenaCore", "ArenaStore", "ArenaWebhooks", "CSystem", "Crypto", "HTTP",
            "JSON", "Storage", "Telemetry",
        ]),
        "arena": ["Application", "Glibc"],
    ]

    /// Files that may import what the rest of their module may not.
    private static let exceptions: [String: Set<String>] = [
        // Sorting and slugs need Unicode normalisation.
        "Sources/ArenaCore/Values/String+Normalised.swift": ["Swift"],
        // Nothing else knows by what requests are sent.
        "Sources/ArenaWebhooks/Transport.swift": ["CCurl"],
    ]

    /// Tests import what they test and what it may import itself, to fake it.
    static let imports = Rule { file in
        guard let code = file.code, file.folders.count > 1 else { return [] }
        let target = String(file.folders[1])
        let allowed: Set<String>
        switch file.folders[0] {
        case "Sources":
            guard let module = modules[target] else {
                return [file.violation(1, "\(target) has no row in the table of imports")]
            }
            allowed = module.union(exceptions[file.path] ?? [])
        default:
            let tested = target.hasSuffix("Tests") ? String(target.dropLast(5)) : target
            // Tests of no one module are tests of them all.
            allowed = (modules[tested] ?? Set(modules.keys)).union(everywhere).union([tested])
        }
        let isTest = file.folders[0] == "Tests"
        return code.imports.filter {
            // What tests share stands in modules such as StorageTesting.
            !allowed.contains($0.module) && !(isTest && $0.module.hasSuffix("Testing"))
        }.map {
            file.violation($0.line, "\(target) may not import \($0.module)")
        }
    }
}

extension SwiftCode {
    /// The modules that are imported, whatever stands before the word.
    fileprivate var imports: [(line: Int, module: String)] {
        lines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), words.count > place + 1,
                words[..<place].allSatisfy({ $0.first == "@" || levels.contains($0) }),
                // `import struct Module.Name` names its module in the last word.
                let module = words.last?.split(separator: ".").first
            else { return nil }
            return (index + 1, String(module))
        }
    }

    private var levels: [Substring] { ["public", "package", "internal", "fileprivate", "private"] }
}
