// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.target(name: name)] + more, swiftSettings: strict)
}

let package = Package(
    name: "arena",
    targets: [
        module("JSON"),
        module("Crypto"),
        module("Telemetry"),
        module("Storage", ["Crypto", "Telemetry"]),
        module("ArenaCore"),
        tests(of: "JSON"),
        tests(of: "Crypto"),
        tests(of: "Telemetry"),
        tests(of: "Storage", ["Crypto"]),
        tests(of: "ArenaCore"),
    ],
    swiftLanguageModes: [.v6]
)
