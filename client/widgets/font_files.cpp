#include "client/widgets/fonts.h"

namespace cunji {

FontFiles FontFiles::of_system() {
    // Debian's places, then those of other systems. Noto has every character of the national lists;
    // Hanazono has the rest up to extension F, BabelStone what came after.
    return {.text = {{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2},
                     {"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2},
                     {"/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2},
                     {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0},
                     {"/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", 0},
                     {"/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", 0}},
            .icons = {
                {"/usr/share/fonts/truetype/material-design-icons-iconfont/"
                 "MaterialIcons-Regular.ttf",
                 0},
                {"/usr/share/fonts/material-design-icons-iconfont/MaterialIcons-Regular.ttf", 0}}};
}

}  // namespace cunji
