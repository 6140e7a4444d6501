// upload.mjs SERVER DEVICE KEY.pem NONCE PICTURE PART_BYTES SCOPE
//
// tus-js-client, which knows nothing of Cunji, sends a picture: it is cut off once and resumed, sent
// a second time (which must move no byte), and read back. All it is told is how requests are signed.

import * as tus from 'tus-js-client'
import blake from 'blakejs'
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [server, device, keyFile, firstNonce, pictureFile, partText, scope] = process.argv.slice(2)
if (scope === undefined) {
    console.error('upload.mjs SERVER DEVICE KEY.pem NONCE PICTURE PART_BYTES SCOPE')
    process.exit(2)
}
const key = createPrivateKey(readFileSync(keyFile))
const picture = readFileSync(pictureFile)
const part = Number(partText)
const sha256 = createHash('sha256').update(picture).digest('hex')
let nonce = firstNonce

function signature(method, target, body) {
    const hash = blake.blake2bHex(body, undefined, 32)
    const text = `cunji-request-1\n${method}\n${target}\n${hash}\n${nonce}`
    return sign(null, Buffer.from(text), key).toString('base64')
}

function signedHeaders(method, url, body) {
    return {
        'Cunji-Device': device,
        'Cunji-Nonce': nonce,
        'Cunji-Signature': signature(method, new URL(url).pathname, body),
    }
}

function fail(what) {
    console.error(`FAILED: ${what}`)
    process.exit(1)
}

// The bytes that the client is about to send: it asks before it shows them.
function bodyOf(request) {
    if (request.getMethod() !== 'PATCH') return Buffer.alloc(0)
    const offset = Number(request.getHeader('Upload-Offset'))
    return picture.subarray(offset, Math.min(offset + part, picture.length))
}

let partsTaken = 0

function newUpload(handlers) {
    return new tus.Upload(picture, {
        endpoint: `${server}/v1/blobs`,
        chunkSize: part,
        retryDelays: [0, 100, 500],
        storeFingerprintForResuming: false,
        metadata: { sha256, scope, part: 'original' },
        onBeforeRequest(request) {
            const body = bodyOf(request)
            const headers = signedHeaders(request.getMethod(), request.getURL(), body)
            if (body.length > 0) {
                const checksum = createHash('sha256').update(body).digest('base64')
                headers['Upload-Checksum'] = `sha256 ${checksum}`
            }
            for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
        },
        onAfterResponse(request, response) {
            nonce = response.getHeader('Cunji-Next') ?? nonce
            if (request.getMethod() === 'PATCH' && response.getStatus() === 204) partsTaken += 1
        },
        onError: (error) => fail(error.message),
        ...handlers,
    })
}

async function sendCutOnce() {
    await new Promise((done) => {
        let cut = picture.length <= part
        const upload = newUpload({
            onSuccess: done,
            async onChunkComplete(_size, accepted) {
                if (cut || accepted >= picture.length) return
                cut = true
                await upload.abort()
                console.log(`cut after ${accepted} of ${picture.length} bytes`)
                upload.start()
            },
        })
        upload.start()
    })
    const wanted = Math.ceil(picture.length / part)
    // The part under way when the client was cut off may have arrived all the same.
    if (partsTaken > wanted) fail(`${partsTaken} parts were taken instead of ${wanted}`)
    console.log(`sent ${picture.length} bytes in ${partsTaken} parts`)
}

async function sendAgain() {
    partsTaken = 0
    await new Promise((done) => newUpload({ onSuccess: done }).start())
    if (partsTaken > 0) fail('the same picture was taken twice')
    console.log('sent again: no byte travelled')
}

async function readBack() {
    const url = `${server}/v1/blobs/${sha256}`
    const answer = await fetch(url, { headers: signedHeaders('GET', url, Buffer.alloc(0)) })
    nonce = answer.headers.get('Cunji-Next') ?? nonce
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (answer.status !== 200 || !bytes.equals(picture)) fail(`read back: ${answer.status}`)
    console.log('read back: equal')
}

await sendCutOnce()
await sendAgain()
await readBack()
console.log(`nonce ${nonce}`)
