// swift-tools-version: 6.2
import PackageDescription

// What is shipped holds the Swift libraries it needs: one file, which starts sooner and calls them
// without a detour.
let isShipped = BuildSettingCondition.when(configuration: .release)

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-static-stdlib"], isShipped),
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
    products: [.executable(name: "arena", targets: ["arena"])],
    targets: [
        // General: could serve any project, know no arena.
        .target(name: "CSystem"),
        module("JSON"),
        module("Crypto", ["CSystem"]),
        module("Telemetry"),
        module("Storage", ["CSystem", "Crypto", "Telemetry"]),
        module("HTTP", ["CSystem", "Telemetry"]),
        // The domain: no I/O, no clock.
        module("ArenaCore"),
        // Adapters: each knows the domain, none knows its sibling but where named.
        module("ArenaStore", ["ArenaCore", "Crypto", "JSON", "Storage", "Telemetry"]),
        module(
            "ArenaAPI", ["ArenaCore", "ArenaStore", "Crypto", "HTTP", "JSON", "Telemetry"]),
        // The system's libcurl, for webhooks alone.
        .systemLibrary(name: "CCurl"),
        module(
            "ArenaWebhooks",
            ["ArenaCore", "ArenaStore", "CCurl", "Crypto", "HTTP", "JSON", "Telemetry"]),
        // The object graph, settings and commands: all but `main`, so that tests can start it.
        module(
            "Application",
            [
                "ArenaAPI", "ArenaCore", "ArenaStore", "ArenaWebhooks", "CSystem", "Crypto", "HTTP",
                "JSON", "Storage", "Telemetry",
            ]),
        .executableTarget(
            name: "arena", dependencies: ["Application"], swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-static-stdlib"], isShipped)]),
        tests(of: "JSON"),
        tests(of: "Crypto"),
        tests(of: "Telemetry"),
        // Disks that fail, for the tests of whatever stands on Storage.
        .target(
            name: "StorageTesting", dependencies: ["Storage"], path: "Tests/StorageTesting",
            swiftSettings: strict),
        tests(of: "Storage", ["Crypto", "StorageTesting"]),
        tests(of: "HTTP", ["CSystem"]),
        tests(of: "ArenaCore"),
        tests(
            of: "ArenaStore",
            ["ArenaCore", "Crypto", "JSON", "Storage", "StorageTesting", "Telemetry"]),
        tests(
            of: "ArenaAPI",
            ["ArenaCore", "ArenaStore", "HTTP", "JSON", "StorageTesting", "Telemetry"]),
        tests(
            of: "ArenaWebhooks", ["ArenaCore", "ArenaStore", "HTTP", "Telemetry"]),
        tests(
            of: "Application",
            ["arena", "ArenaCore", "ArenaStore", "Crypto", "HTTP", "JSON", "Telemetry"]),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
