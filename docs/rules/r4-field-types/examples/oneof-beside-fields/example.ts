// Two fields, both forms, a oneof: in a window of one release each way, every pair reads the image.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { VolumeSchema as Release1 } from "./release-1_pb.js";
import { VolumeSchema as Release2 } from "./release-2_pb.js";
import { VolumeSchema as Release3 } from "./release-3_pb.js";

const window = { upgrade: 1, downgrade: 1 };
const source = { case: "diskImage", value: "base" } as const;

const written = [
  toBinary(Release1, create(Release1, { image: "base" })),
  toBinary(Release2, create(Release2, { image: "base", source })),
  toBinary(Release3, create(Release3, { source })),
];

const read = [
  (bytes: Uint8Array) => {
    const { device, image } = fromBinary(Release1, bytes);
    return device ? `device ${device}` : `image ${image}`;
  },
  (bytes: Uint8Array) => {
    const volume = fromBinary(Release2, bytes);
    if (volume.source.case) return `${volume.source.case} ${volume.source.value}`;
    return volume.device ? `device ${volume.device}` : `image ${volume.image}`;
  },
  (bytes: Uint8Array) => {
    const volume = fromBinary(Release3, bytes);
    return volume.source.case ? `${volume.source.case} ${volume.source.value}` : "no source";
  },
];

for (const [writer, bytes] of written.entries()) {
  for (const [reader, sourceOf] of read.entries()) {
    const apart = Math.abs(writer - reader);
    const place = apart <= window.upgrade && apart <= window.downgrade ? "" : " (not supported)";
    console.log(
      `written by release ${writer + 1}, read by release ${reader + 1}: ${sourceOf(bytes)}${place}`,
    );
  }
}
