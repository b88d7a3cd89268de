param setting string

resource capacityPool 'Microsoft.NetApp/netAppAccounts/capacityPools@2023-11-01' = {
  name: 'example/pool'
  location: 'westeurope'
  properties: {
    serviceLevel: 'Premium'
    size: 4398046511104
    encryptionType: setting
  }
}
