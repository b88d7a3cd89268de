resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}
