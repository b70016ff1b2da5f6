package text

import "strings"

// modernHan writes characters in the form that is used today: names keep old
// ones, and people write either.
var modernHan = func() *strings.Replacer {
	var pairs []string
	for pair := range strings.FieldsSeq(`
		澤沢 廣広 邊辺 邉辺 齋斎 齊斉 嶋島 嶌島 瀧滝 濱浜 濵浜 櫻桜 條条 國国 學学 豐豊 龍竜 鹽塩 惠恵 壽寿 榮栄 圓円 驛駅 縣県 區区 號号 應応 假仮 會会
		關関 氣気 舊旧 曉暁 實実 萬万 德徳 藏蔵 靜静 眞真 當当 佛仏 與与 檜桧 鷗鴎 籠篭 﨑崎 碕崎 藪薮 曾曽 淵渕 峯峰 舘館 嶽岳 鐵鉄 寶宝 戀恋 濟済 齒歯
		帶帯 對対 臺台 澁渋 澀渋 燒焼 獨独 獸獣 畫画 發発 盡尽 禮礼 禪禅 稻稲 穗穂 竈竃 籔薮 縱縦 總総 聲声 聽聴 膽胆 舍舎 莊荘 莖茎 薗園 藝芸 藥薬
		處処 蘆芦 蟲虫 螢蛍 蠣蛎 衞衛 覺覚 觀観 觸触 證証 譽誉 讀読 變変 豫予 豬猪 貳弐 賣売 賴頼 轉転 邨村 醫医 釋釈 錢銭 鍊錬 鎭鎮 鑄鋳 鑛鉱 隨随 險険
		隱隠 雙双 雜雑 靈霊 顏顔 顯顕 餘余 髙高 鬪闘 鷄鶏 麥麦 黃黄 黑黒 默黙 點点 黨党 齡齢 龜亀 淸清 濕湿 濤涛 灣湾 爐炉 狹狭 瑤瑶 瓣弁
		疊畳 碎砕 祕秘 祿禄 穩穏 竝並 經経 繩縄 繪絵 續続 缺欠 翆翠 肅粛 腦脳 萠萌 葢蓋 蔣蒋 薰薫 蠶蚕 裝装 襃褒 遞逓 遙遥 鄕郷 鄉郷 釀醸 鑵缶 闢闢
		陷陥 雞鶏 飮飲 騷騒 驒騨 體体 鬭闘 鰺鯵 鶯鴬 麴麹 亞亜 來来 倂併 傳伝 僞偽 儉倹 兒児 劍剣 劔剣 勞労 勳勲 勸勧 勵励 單単 嚴厳 囑嘱 圍囲 團団
		壓圧 壞壊 壘塁 壯壮 壹壱 奧奥 奬奨 將将 專専 尙尚 屆届 屬属 峽峡 巖巌 巢巣 廢廃 廳庁 彌弥 彈弾 徑径 從従 恆恒 悅悦 惡悪 惱悩 慘惨 懷懐 戰戦
		戲戯 戶戸 拂払 拔抜 拜拝 挾挟 插挿 搖揺 據拠 擇択 擔担 擴拡 攝摂 敎教 數数 斷断 晝昼 晉晋 曆暦 杦杉 栁柳 桝枡 桒桑 棧桟 榊榊
		樣様 樂楽 樓楼 樞枢 橫横 檢検 權権 歐欧 歡歓 步歩 歷歴 歸帰 殘残 毆殴 每毎 淺浅 渴渇 溫温 滿満 潛潜 諸諸
		塲場 坿附 埜野 壷壺 冨富 椙杉 梹浜 濶闊 逹達 迯逃 槗橋 舩船 枥栃 侭儘 竒奇 蕐華 槇槙 靑青`) {
		runes := []rune(pair)
		if len(runes) == 2 && runes[0] != runes[1] {
			pairs = append(pairs, string(runes[0]), string(runes[1]))
		}
	}
	return strings.NewReplacer(pairs...)
}()
