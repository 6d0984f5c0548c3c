// swift-tools-version: 6.2
// The house: one target a room, arrows as ARCHITECTURE.md draws them. A dependency that is not listed here can't be
// imported: `make lint` builds with the explicit import check.

import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

// Benchmarks are built only when asked for: `make bench` sets VITRINE_BENCHMARKS.
let benchmarks: [Target] =
    Context.environment["VITRINE_BENCHMARKS"] == nil
    ? []
    : [
        .executableTarget(
            name: "json-benchmark",
            dependencies: ["ExactJSON"],
            path: "Benchmarks/json",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "beside",
            dependencies: [
                hummingbird, hummingbirdCore, httpTypes, nioCore, .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Benchmarks/beside",
            swiftSettings: strict
        ),
    ]

let package = Package(
    name: "vitrine",
    products: [
        .executable(name: "vitrine", targets: ["vitrine"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-http2.git", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    ],
    targets: [
        .target(name: "ExactJSON", swiftSettings: strict),
        .target(name: "VitrineCore", dependencies: ["ExactJSON"], swiftSettings: strict),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "VitrinePackages", dependencies: ["CLibZip", "ExactJSON", "VitrineText"], swiftSettings: strict),
        .target(name: "VitrinePrices", dependencies: ["CLibZip", "ExactJSON", "VitrineText"], swiftSettings: strict),
        .target(name: "VitrineText", swiftSettings: strict),
        .systemLibrary(name: "CLinux"),
        .target(name: "VitrineChild", dependencies: ["CLinux"], swiftSettings: strict),
        .target(name: "VitrineArtifacts", dependencies: ["VitrineText", crypto], swiftSettings: strict),
        .target(
            name: "VitrineOfferTypes",
            dependencies: ["ExactJSON", "VitrineCore", "VitrinePrices", "VitrineText"],
            resources: [.embedInCode("Resources")],
            swiftSettings: strict
        ),
        .target(name: "VitrineVault", dependencies: ["ExactJSON", "VitrineCore", crypto], swiftSettings: strict),
        .target(
            name: "VitrineCatalog",
            dependencies: [
                "ExactJSON", "VitrineArtifacts", "VitrineCore", "VitrineOfferTypes", "VitrineVault", logging,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "VitrinePublishing",
            dependencies: [
                "ExactJSON", "VitrineArtifacts", "VitrineCore", "VitrineOfferTypes", "VitrinePackages", "VitrinePrices",
                "VitrineVault", logging, serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "VitrineDelivery",
            dependencies: [
                "CLibCurl", crypto, nioCore,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "VitrineSQLite",
            dependencies: ["ExactJSON", "VitrineCore", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .target(
            name: "VitrineAccess",
            dependencies: [
                "VitrineCore", "VitrineText", crypto, logging, nioCore,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "VitrinePortalAPI",
            dependencies: [
                "ExactJSON", "VitrineArtifacts", "VitrineCore", "VitrineOfferTypes", "VitrinePrices", "VitrineCatalog",
                "VitrinePublishing", hummingbird, hummingbirdCore, httpTypes, logging, nioCore,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            resources: [.embedInCode("Resources")],
            swiftSettings: strict
        ),
        .target(
            name: "VitrineProxy",
            dependencies: [
                crypto, nioCore,
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "VitrineRehearsal",
            dependencies: ["ExactJSON", "VitrineCore", "VitrineText", .product(name: "Yams", package: "Yams")],
            resources: [.embedInCode("Resources")],
            swiftSettings: strict
        ),
        .target(
            name: "VitrineServer",
            dependencies: [
                "VitrineArtifacts", "VitrineCore", "VitrineOfferTypes", "VitrineVault", "VitrineCatalog",
                "VitrinePublishing", "VitrineSQLite",
                "VitrineAccess", "VitrineDelivery", "VitrinePortalAPI", "VitrineRehearsal",
                "ExactJSON", hummingbird, hummingbirdCore, httpTypes, logging, nioCore, serviceLifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "VitrineCLI",
            dependencies: [
                "VitrineChild", "VitrineCore", "VitrineOfferTypes", "VitrineProxy", "VitrinePublishing",
                "VitrineRehearsal",
                "VitrineServer", nioCore,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "vitrine",
            dependencies: ["VitrineCLI", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict
        ),

        // Imported by tests and benchmarks alone.
        .target(
            name: "VitrineTestKit",
            dependencies: [
                "CLinux", "VitrineCore", "VitrinePortalAPI", "VitrinePublishing", "VitrineServer", "VitrineSQLite",
                "VitrineVault", hummingbird,
                logging, nioCore,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["LibreOffice"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ExactJSONTests",
            dependencies: ["ExactJSON", "VitrineTestKit"],
            exclude: ["Corpus"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineOfferTypesTests",
            dependencies: ["ExactJSON", "VitrineCore", "VitrineOfferTypes", "VitrineTestKit"],
            exclude: ["Mutants", "Reference", "Samples"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineArtifactsTests",
            dependencies: ["VitrineArtifacts", "VitrineTestKit", crypto],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineChildTests",
            dependencies: ["VitrineChild", "VitrineTestKit"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineProxyTests",
            dependencies: [
                "VitrineProxy", "VitrineTestKit", nioCore,
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineRehearsalTests",
            dependencies: [
                "ExactJSON", "VitrineCore", "VitrinePortalAPI", "VitrineRehearsal", "VitrineServer", "VitrineTestKit",
                "VitrineText", httpTypes, logging, nioCore,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Golden", "Scripts"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrinePackagesTests",
            dependencies: ["VitrinePackages", "VitrineTestKit"],
            exclude: ["Scripts"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrinePricesTests",
            dependencies: ["ExactJSON", "VitrinePrices", "VitrineTestKit"],
            exclude: ["Fixtures", "Scripts"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineCoreTests",
            dependencies: ["ExactJSON", "VitrineCore", "VitrineTestKit"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineVaultTests",
            dependencies: ["VitrineCore", "VitrineVault", "VitrineTestKit"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "StoreConformanceTests",
            dependencies: ["ExactJSON", "VitrineCore", "VitrineTestKit"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineSQLiteTests",
            dependencies: [
                "ExactJSON", "VitrineCore", "VitrineSQLite", "VitrineTestKit",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineCatalogTests",
            dependencies: [
                "ExactJSON", "VitrineCore", "VitrineCatalog", "VitrineOfferTypes", "VitrineVault", "VitrineTestKit",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrinePublishingTests",
            dependencies: [
                "ExactJSON", "VitrineCore", "VitrineOfferTypes", "VitrinePublishing", "VitrineServer", "VitrineSQLite",
                "VitrineTestKit", logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineDeliveryTests",
            dependencies: [
                "VitrineCore", "VitrineDelivery", "VitrinePublishing", "VitrineServer", "VitrineTestKit", crypto,
                nioCore,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Scripts"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineAccessTests",
            dependencies: [
                "VitrineCore", "VitrineAccess", "VitrineSQLite", "VitrineTestKit", "VitrineVault", crypto, logging,
                nioCore,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrinePortalAPITests",
            dependencies: [
                "ExactJSON", "VitrineCore", "VitrineCatalog", "VitrineOfferTypes", "VitrinePortalAPI",
                "VitrinePublishing", "VitrineSQLite", "VitrineServer", "VitrineTestKit", "VitrineVault", hummingbird,
                httpTypes, logging, nioCore,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            exclude: ["Corpus"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VitrineServerTests",
            dependencies: [
                "ExactJSON", "VitrineCore", "VitrineServer", "VitrinePortalAPI", "VitrineSQLite", "VitrineTestKit",
                "vitrine", httpTypes, logging, nioCore,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
    ] + benchmarks,
    swiftLanguageModes: [.v6]
)
