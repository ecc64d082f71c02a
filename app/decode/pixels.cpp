#include "app/decode/pixels.h"

#include <libheif/heif.h>
#include <png.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

// After cstdio: jpeglib.h needs FILE.
#include <jerror.h>
#include <jpeglib.h>

#include "app/decode/answer.h"
#include "app/decode/metadata.h"

namespace cairn {
namespace {

// What is decoded at once: 120 MB of R, G, B, with room to spare under the limit of addresses.
constexpr std::uint64_t maxRasterPixels = 40'000'000;
constexpr int jpegQuality = 80;

// Decoded rows, wherever they lie. Nothing is freed: the child ends soon.
struct Raster {
    const std::uint8_t* rows = nullptr;
    std::size_t stride = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool damaged = false;
};

void requireDecodable(std::uint64_t width, std::uint64_t height) {
    if (width == 0 || height == 0) endUnreadable(Unreadable::Damaged);
    if (width > maxRasterPixels || height > maxRasterPixels || width * height > maxRasterPixels)
        endUnreadable(Unreadable::TooLarge);
}

std::uint8_t* allocate(std::size_t size) {
    auto* out = static_cast<std::uint8_t*>(std::malloc(size));
    if (out == nullptr) endUnreadable(Unreadable::Memory);
    return out;
}

[[noreturn]] void endOfJpeg(j_common_ptr codec) {
    endUnreadable(codec->err->msg_code == JERR_OUT_OF_MEMORY ? Unreadable::Memory
                                                             : Unreadable::Damaged);
}

jpeg_error_mgr* quietErrors(jpeg_error_mgr& errors) {
    jpeg_std_error(&errors);
    errors.error_exit = &endOfJpeg;
    errors.output_message = [](j_common_ptr) {};
    return &errors;
}

Raster decodeJpeg(ByteView picture, std::uint32_t side) {
    jpeg_error_mgr errors;
    jpeg_decompress_struct jpeg;
    jpeg.err = quietErrors(errors);
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, picture.data(), picture.size());
    jpeg_read_header(&jpeg, TRUE);
    if (jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK)
        endUnreadable(Unreadable::Unsupported);
    jpeg.out_color_space = JCS_RGB;
    // The decoder itself can shrink by eighths: as far as the result is not smaller than wanted.
    const auto longest = std::max(jpeg.image_width, jpeg.image_height);
    jpeg.scale_denom = 8;
    for (jpeg.scale_num = 1; jpeg.scale_num < 8; ++jpeg.scale_num)
        if (std::uint64_t{longest} * jpeg.scale_num / 8 >= side) break;
    jpeg_calc_output_dimensions(&jpeg);
    requireDecodable(jpeg.output_width, jpeg.output_height);
    jpeg_start_decompress(&jpeg);
    const std::size_t stride = std::size_t{3} * jpeg.output_width;
    auto* rows = allocate(stride * jpeg.output_height);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = rows + stride * jpeg.output_scanline;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    return {rows, stride, jpeg.output_width, jpeg.output_height, errors.num_warnings > 0};
}

Raster decodePng(ByteView picture) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&png, picture.data(), picture.size()) == 0)
        endUnreadable(Unreadable::Damaged);
    requireDecodable(png.width, png.height);
    png.format = PNG_FORMAT_RGB;
    const std::size_t stride = std::size_t{3} * png.width;
    auto* rows = allocate(stride * png.height);
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&png, &white, rows, 0, nullptr) == 0)
        endUnreadable(Unreadable::Damaged);
    return {rows, stride, png.width, png.height, PNG_IMAGE_FAILED(png) != 0};
}

Raster decodeHeic(ByteView picture) {
    auto* context = heif_context_alloc();
    heif_context_set_max_decoding_threads(context, 0);  // there are no threads here
    heif_image_handle* handle = nullptr;
    if (heif_context_read_from_memory_without_copy(context, picture.data(), picture.size(), nullptr)
                .code != heif_error_Ok ||
        heif_context_get_primary_image_handle(context, &handle).code != heif_error_Ok)
        endUnreadable(Unreadable::Damaged);
    const auto dimension = [](int value) { return static_cast<std::uint32_t>(std::max(value, 0)); };
    requireDecodable(dimension(heif_image_handle_get_width(handle)),
                     dimension(heif_image_handle_get_height(handle)));
    heif_image* image = nullptr;
    const auto error = heif_decode_image(handle, &image, heif_colorspace_RGB,
                                         heif_chroma_interleaved_RGB, nullptr);
    if (error.code == heif_error_Memory_allocation_error) endUnreadable(Unreadable::Memory);
    if (error.code == heif_error_Unsupported_feature ||
        error.code == heif_error_Unsupported_filetype)
        endUnreadable(Unreadable::Unsupported);
    if (error.code != heif_error_Ok) endUnreadable(Unreadable::Damaged);
    int stride = 0;
    const auto* rows = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    const auto width = dimension(heif_image_get_width(image, heif_channel_interleaved));
    const auto height = dimension(heif_image_get_height(image, heif_channel_interleaved));
    requireDecodable(width, height);
    if (rows == nullptr || stride < 0 || dimension(stride) < std::uint64_t{3} * width)
        endUnreadable(Unreadable::Damaged);
    return {rows, dimension(stride), width, height, false};
}

// Each pixel the mean of those it covers.
Pixels shrink(const Raster& from, std::uint16_t side) {
    const auto longest = std::max(from.width, from.height);
    const auto wanted = std::min<std::uint32_t>(side, longest);
    const auto reduced = [&](std::uint32_t size) {
        return static_cast<std::uint16_t>(std::clamp<std::uint64_t>(
            (std::uint64_t{size} * wanted + longest / 2) / longest, 1, wanted));
    };
    Pixels out{reduced(from.width), reduced(from.height), from.damaged, {}};
    out.rgb.resize(std::size_t{3} * out.width * out.height);
    std::vector<std::uint32_t> sums(std::size_t{3} * out.width);
    std::vector<std::uint32_t> edges(out.width + std::size_t{1});
    for (std::uint32_t x = 0; x <= out.width; ++x)
        edges[x] = static_cast<std::uint32_t>(std::uint64_t{x} * from.width / out.width);
    for (std::uint32_t y = 0; y < out.height; ++y) {
        const auto top = static_cast<std::uint32_t>(std::uint64_t{y} * from.height / out.height);
        const auto bottom =
            static_cast<std::uint32_t>((std::uint64_t{y} + 1) * from.height / out.height);
        std::fill(sums.begin(), sums.end(), 0U);
        for (auto row = top; row < bottom; ++row) {
            const auto* at = from.rows + from.stride * row;
            for (std::uint32_t x = 0; x < out.width; ++x)
                for (auto n = edges[x]; n < edges[x + 1]; ++n, at += 3)
                    for (std::size_t c = 0; c < 3; ++c) sums[3 * x + c] += at[c];
        }
        for (std::uint32_t x = 0; x < out.width; ++x) {
            const auto count = (bottom - top) * (edges[x + 1] - edges[x]);
            for (std::size_t c = 0; c < 3; ++c)
                out.rgb[std::size_t{3} * (std::size_t{y} * out.width + x) + c] =
                    static_cast<std::uint8_t>((sums[3 * x + c] + count / 2) / count);
        }
    }
    return out;
}

// EXIF orientation: 2 mirrored, 3 half a turn, 4 upside down, 5 to 8 the same after exchanging rows
// and columns.
Pixels upright(Pixels from, std::uint8_t orientation) {
    if (orientation < 2 || orientation > 8) return from;
    const bool exchanged = orientation >= 5;
    const bool flipX = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool flipY = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    Pixels out{exchanged ? from.height : from.width, exchanged ? from.width : from.height,
               from.damaged, Bytes(from.rgb.size())};
    for (std::size_t y = 0; y < out.height; ++y)
        for (std::size_t x = 0; x < out.width; ++x) {
            const auto u = flipX ? out.width - 1 - x : x;
            const auto v = flipY ? out.height - 1 - y : y;
            const auto source = exchanged ? u * from.width + v : v * from.width + u;
            std::copy_n(&from.rgb[3 * source], 3, &out.rgb[3 * (y * out.width + x)]);
        }
    return out;
}

}  // namespace

Pixels drawPixels(ByteView picture, std::uint16_t side) {
    switch (formatOf(picture)) {
        case PictureFormat::Jpeg: {
            const auto facts = readFacts(picture, true);
            return upright(shrink(decodeJpeg(picture, side), side), facts ? facts->orientation : 0);
        }
        case PictureFormat::Png: {
            const auto facts = readFacts(picture, true);
            return upright(shrink(decodePng(picture), side), facts ? facts->orientation : 0);
        }
        // The container has its own rotation, which libheif applies; EXIF's is then to be ignored
        // (ISO/IEC 23008-12, A.2.1).
        case PictureFormat::Heic:
            return shrink(decodeHeic(picture), side);
        case PictureFormat::Tiff:
            endUnreadable(Unreadable::Unsupported);
        case PictureFormat::Unknown:
            break;
    }
    endUnreadable(Unreadable::NotAPicture);
}

Bytes encodeJpeg(const Pixels& pixels) {
    jpeg_error_mgr errors;
    jpeg_compress_struct jpeg;
    jpeg.err = quietErrors(errors);
    jpeg_create_compress(&jpeg);
    unsigned char* data = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &data, &size);
    jpeg.image_width = pixels.width;
    jpeg.image_height = pixels.height;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, jpegQuality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        auto* row =
            const_cast<JSAMPLE*>(&pixels.rgb[std::size_t{3} * pixels.width * jpeg.next_scanline]);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    return copy({data, size});
}

}  // namespace cairn
